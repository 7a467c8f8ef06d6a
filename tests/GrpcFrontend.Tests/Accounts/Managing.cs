using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Directory;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Accounts;

public class Managing
{
    private static readonly Assignment Nurse = new() { Site = "ward-3", Role = Role.Nurse };

    [Fact]
    public async Task Staff_keep_what_the_request_says()
    {
        await using var server = await StartAsync();

        var response = await server.Directory.AddStaffAsync(
            new() { User = "j.doe@ward", DisplayName = "Jo Doe", Assignments = { Nurse } }, FrontendServer.SignedIn);

        Assert.Equal(new() { Account = "account-2", OneTimePassword = "made" }, response);
        var made = Made(server);
        Assert.Equal(
            new("j.doe@ward", AccountKind.Staff, "Jo Doe", "", MustChangePassword: true, made.Assignments, "", ""), made);
        Assert.Equal([Nurse], made.Assignments);
    }

    [Fact]
    public async Task Programs_are_known_by_their_certificate_in_lower_case()
    {
        await using var server = await StartAsync();

        await server.Directory.AddApplicationAsync(
            new() { User = "lab", DisplayName = "Laboratory", CertificateSha256 = new string('A', 64) }, FrontendServer.SignedIn);

        Assert.Equal((new string('a', 64), AccountKind.Application, false), (Made(server).CertificateSha256, Made(server).Kind, Made(server).MustChangePassword));
    }

    [Fact]
    public async Task Patients_get_their_chart()
    {
        await using var server = await StartAsync();

        await server.Directory.AddPatientAccountAsync(
            new() { User = "patient", ChartId = Samples.ChartId, Password = "long enough 12", KeepPassword = true }, FrontendServer.SignedIn);

        Assert.Equal((Samples.ChartId, AccountKind.Patient, false), (Made(server).ChartId, Made(server).Kind, Made(server).MustChangePassword));
    }

    [Fact]
    public async Task Roles_reach_the_account_of_the_user()
    {
        await using var server = await StartAsync();
        server.Grains.Sessions.On(nameof(ISessionsGrain.FindAccountAsync), arguments => Task.FromResult($"id-of-{arguments[0]}"));
        server.Grains.Account.On(nameof(IAccountGrain.SetAssignmentsAsync), _ => Task.FromResult<Answer<Done>>(Done.Instance));

        await server.Directory.SetAssignmentsAsync(new() { User = "j.doe", Assignments = { Nurse } }, FrontendServer.SignedIn);

        Assert.Contains((typeof(IAccountGrain), (object)"id-of-j.doe"), server.Grains.Asked);
    }

    [Fact]
    public async Task What_is_not_valid_is_refused()
    {
        await using var server = await StartAsync();
        Task<RpcException>[] refusals =
        [
            server.Directory.AddStaffAsync(new() { User = "x", DisplayName = "X" }, FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.AddStaffAsync(new() { User = "a b", DisplayName = "X" }, FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.AddStaffAsync(new() { User = "jd", DisplayName = " " }, FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.AddStaffAsync(new() { User = "jd", DisplayName = "X", Password = "short" }, FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.SetAssignmentsAsync(new() { User = "jd", Assignments = { new Assignment { Site = "ward-3" } } }, FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.SetAssignmentsAsync(new() { User = "jd", Assignments = { new Assignment { Role = Role.Nurse } } }, FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.AddApplicationAsync(new() { User = "jd", DisplayName = "X", CertificateSha256 = "ab" }, FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.AddSiteAsync(new(), FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.AddSiteAsync(new() { Site = new() { Id = "Ward 3", Name = "Ward" } }, FrontendServer.SignedIn).RefusedAsync(),
            server.Directory.ResetPasswordAsync(new(), FrontendServer.SignedIn).RefusedAsync(),
            server.Sessions.ChangePasswordAsync(new() { NewPassword = "short" }, FrontendServer.SignedIn).RefusedAsync(),
            server.Sessions.SignInAsync(new() { Password = new string('x', 300) }).RefusedAsync(),
        ];

        foreach (var refusal in refusals) (await refusal).Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.Empty(server.Grains.Directory.Calls);
        Assert.Empty(server.Grains.Account.Calls);
    }

    [Fact]
    public async Task Signing_in_needs_no_token()
    {
        await using var server = await StartAsync();
        var account = new Account { Id = "account-1", Assignments = { Nurse } };
        server.Grains.Sessions.On(nameof(ISessionsGrain.SignInAsync), _ =>
            Task.FromResult<Answer<Session>>(new Session("token", DateTimeOffset.UnixEpoch, account, true, "")));

        var response = await server.Sessions.SignInAsync(new() { User = "j.doe", Password = "secret" });

        Assert.Equal(new() { Token = "token", ExpiresAt = new(), Account = "account-1", Assignments = { Nurse }, MustChangePassword = true }, response);
        Assert.Equal(["j.doe", "secret", "127.0.0.1"], server.Grains.Sessions.Calls.Single().Arguments);
    }

    private static async Task<FrontendServer> StartAsync()
    {
        var server = await FrontendServer.StartAsync();
        server.Grains.Directory.On(nameof(IDirectoryGrain.AddAccountAsync), _ => Task.FromResult<Answer<AccountMade>>(new AccountMade("account-2", "made")));
        return server;
    }

    private static NewAccount Made(FrontendServer server) =>
        server.Grains.Directory.Arguments<NewAccount>(nameof(IDirectoryGrain.AddAccountAsync)).Single();
}
