using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Access;

public class ValidRequest
{
    private const string Id = "0123456789abcdef";

    [Fact]
    public async Task Names_the_account_of_the_user()
    {
        await using var server = await StartAsync();
        var call = FrontendServer.SignedIn;

        await server.Access.GrantAsync(
            new() { OperationId = "op-1", ChartId = Samples.ChartId, User = "j.doe", Grant = new() { Kind = GrantKind.Referral, Reason = "a referral" } }, call);
        await server.Access.InviteProxyAsync(
            new() { OperationId = "op-2", ChartId = Samples.ChartId, User = "j.doe", Proxy = new() { Kind = ProxyKind.Family } }, call);
        await server.Access.SetCareTeamMemberAsync(
            new() { OperationId = "op-3", ChartId = Samples.ChartId, User = "j.doe", Member = new() { Function = "attending" } }, call);
        await server.Access.SetConsentAsync(
            new() { OperationId = "op-4", ChartId = Samples.ChartId, User = "j.doe", Directive = new() { Effect = ConsentEffect.Deny } }, call);

        var changes = Changes(server);
        Assert.Equal("id-of-j.doe", Assert.IsType<GiveGrant>(changes[0]).Grant.Account);
        Assert.Equal("id-of-j.doe", Assert.IsType<InviteProxy>(changes[1]).Proxy.Account);
        Assert.Equal("id-of-j.doe", Assert.IsType<SetTeamMember>(changes[2]).Member.Account);
        Assert.Equal("id-of-j.doe", Assert.IsType<SetConsent>(changes[3]).Directive.Account);
    }

    [Fact]
    public async Task Is_the_change_that_its_method_stands_for()
    {
        await using var server = await StartAsync();
        var call = FrontendServer.SignedIn;

        await server.Access.RevokeAsync(new() { OperationId = "op-1", ChartId = Samples.ChartId, Id = Id }, call);
        await server.Access.ConfirmProxyAsync(new() { OperationId = "op-2", ChartId = Samples.ChartId, Id = Id, BirthDate = "1970-01-02" }, call);
        await server.Access.WithdrawConsentAsync(new() { OperationId = "op-3", ChartId = Samples.ChartId, Id = Id }, call);
        await server.Access.EndEmergencyAccessAsync(new() { OperationId = "op-4", ChartId = Samples.ChartId, Id = Id }, call);
        await server.Access.ReviewEmergencyAccessAsync(new() { OperationId = "op-5", ChartId = Samples.ChartId, Id = Id, Justified = true, Review = "fine" }, call);
        await server.Access.SetProtectionAsync(new() { OperationId = "op-6", ChartId = Samples.ChartId, Protection = new() { WellKnown = true } }, call);

        Assert.Collection(
            Changes(server),
            change => Assert.Equal(new EndRelation("op-1", Id), change),
            change => Assert.Equal(new ConfirmProxy("op-2", Id, "1970-01-02"), change),
            change => Assert.Equal(new WithdrawConsent("op-3", Id), change),
            change => Assert.Equal(new EndEmergency("op-4", Id), change),
            change => Assert.Equal(new ReviewEmergency("op-5", Id, true, "fine"), change),
            change => Assert.Equal(new SetProtection("op-6", new ChartProtection { WellKnown = true }), change));
    }

    [Fact]
    public async Task Gets_what_the_chart_recorded()
    {
        await using var server = await StartAsync();
        var access = new EmergencyAccess { Id = Id, Account = "account-1" };
        server.Grains.Chart.On(nameof(IChartGrain.RelateAsync), _ => Task.FromResult<Answer<RelationRecorded>>(new RelationRecorded(Id, 7, true, access)));

        var started = await server.Access.StartEmergencyAccessAsync(
            new() { OperationId = "op-1", ChartId = Samples.ChartId, Reason = "unconscious" }, FrontendServer.SignedIn);
        var revoked = await server.Access.RevokeAsync(new() { OperationId = "op-2", ChartId = Samples.ChartId, Id = Id }, FrontendServer.SignedIn);

        Assert.Equal(new() { Access = access, Version = 7, AlreadyRecorded = true }, started);
        Assert.Equal(new() { Id = Id, Version = 7, AlreadyRecorded = true }, revoked);
    }

    [Fact]
    public async Task Lists_each_sort_of_relation_in_its_own_answer()
    {
        await using var server = await StartAsync();
        var listed = new Relations(
            [new Grant { Id = "g" }], [new Proxy { Id = "p" }], [new CareTeamMember { Account = "m" }], new ChartProtection { WellKnown = true }, [new ConsentDirective { Id = "c" }], [new EmergencyAccess { Id = "e" }]);
        server.Grains.Chart.On(nameof(IChartGrain.ListRelationsAsync), _ => Task.FromResult<Answer<Relations>>(listed));

        var grants = await server.Access.ListGrantsAsync(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn);
        var consents = await server.Access.ListConsentsAsync(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn);
        var emergencies = await server.Access.ListEmergencyAccessesAsync(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn);

        Assert.Equal(("g", "p", "m", true), (grants.Grants.Single().Id, grants.Proxies.Single().Id, grants.Team.Single().Account, grants.Protection.WellKnown));
        Assert.Equal(("c", "e"), (consents.Directives.Single().Id, emergencies.Accesses.Single().Id));
    }

    private static RelationChange[] Changes(FrontendServer server) => [.. server.Grains.Chart.Arguments<RelationChange>(nameof(IChartGrain.RelateAsync))];

    private static async Task<FrontendServer> StartAsync()
    {
        var server = await FrontendServer.StartAsync();
        server.Grains.Sessions.On(nameof(ISessionsGrain.FindAccountAsync), arguments => Task.FromResult($"id-of-{arguments[0]}"));
        server.Grains.Chart.On(nameof(IChartGrain.RelateAsync), _ => Task.FromResult<Answer<RelationRecorded>>(new RelationRecorded(Id, 2, false, null)));
        return server;
    }
}
