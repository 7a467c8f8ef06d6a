using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Battery.Faults.Traffic;
using MedRecords.Battery.Rows.Security.Denials;
using MedRecords.Battery.Setup;
using MedRecords.V1;
using DirectoryClient = MedRecords.V1.Directory.DirectoryClient;

namespace MedRecords.Battery.Rows.Security.Revocations;

/// <summary>What the lanes of a run share.</summary>
/// <param name="Addresses">The silos.</param>
/// <param name="Administrator">Takes rights away and gives them back.</param>
/// <param name="Physician">Appends after each revocation.</param>
/// <param name="Steady">A silo whose clock is right: sessions begin there.</param>
internal sealed record RevocationScene(Addresses Addresses, Person Administrator, Person Physician, int Steady);

/// <summary>
/// One person with one chart. Again and again: they read at every silo, so that each knows their rights; the rights end
/// by way of one silo; once that is acknowledged somebody appends by way of another; and then they try every silo.
/// </summary>
internal sealed class Lane(int number, RevocationScene scene, string chart)
{
    private const int AccountAndSessionOf = 10;
    private static readonly TimeSpan _attemptTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly Random _random = new(number);
    private readonly string _user = $"lane-{number}";
    private Person _person = null!;
    private string _grant = "";

    /// <summary>Revocations after which everything was tried.</summary>
    public int Revocations { get; private set; }

    /// <summary>Calls that were granted although they began after the revocation was acknowledged.</summary>
    public List<string> Granted { get; } = [];

    /// <summary>Tries that a silo did not answer at once and that were repeated.</summary>
    public int Repeated { get; private set; }

    /// <summary>Gives the person an account and takes part so many times.</summary>
    public async Task RunAsync(Institution institution, Func<bool> isMore)
    {
        _person = await institution.HireAsync(_user, Staff.Site, Role.Physician);
        for (var i = number; isMore(); i++)
            await TakePartAsync(i);
    }

    private async Task TakePartAsync(int turn)
    {
        var kind = (turn % AccountAndSessionOf) switch { 0 => RevocationKind.Account, 1 => RevocationKind.Session, < 6 => RevocationKind.Grant, _ => RevocationKind.Roles };
        if (kind == RevocationKind.Grant)
            await UntilAsync(GrantAsync);
        for (var silo = 0; silo < scene.Addresses.Channels.Count; silo++)
            await UntilAsync(_ => ReadAsync(silo), silo);
        await UntilAsync(channel => RevokeAsync(kind, channel));
        await UntilAsync(channel => AppendAsync(channel, scene.Physician));
        await Task.WhenAll(Enumerable.Range(0, scene.Addresses.Channels.Count).Select(silo => TryAsync(kind, silo)));
        Revocations++;
        await RestoreAsync(kind);
    }

    /// <summary>Tries to read and to append until the silo answers; an answer other than a refusal must not come.</summary>
    private async Task TryAsync(RevocationKind kind, int silo)
    {
        foreach (var (what, call) in new (string, Func<Task>)[] { ("read", () => ReadAsync(silo)), ("append", () => AppendAsync(scene.Addresses.Channels[silo], _person)) })
        {
            if (await IsGrantedAsync(call))
                Granted.Add($"{what} at silo {silo + 1} after {kind} was revoked");
        }
    }

    private async Task<bool> IsGrantedAsync(Func<Task> call)
    {
        for (var end = DateTime.UtcNow + _patience; ; Repeated++)
        {
            try
            {
                await call();
                return true;
            }
            catch (RpcException failure) when (failure.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.Unauthenticated)
            {
                return false;
            }
            catch (RpcException) when (DateTime.UtcNow < end)
            {
                await Task.Delay(_pause);
            }
        }
    }

    private Task ReadAsync(int silo) => scene.Addresses.Charts[silo].GetChartAsync(new GetChartRequest { ChartId = chart, Latest = 1 }, Options(_person)).ResponseAsync;

    private Task AppendAsync(GrpcChannel channel, Person by) => new Charts.ChartsClient(channel).AppendEntriesAsync(
        new AppendEntriesRequest { OperationId = Guid.NewGuid().ToString(), ChartId = chart, Entries = { Samples.HeartRate() } }, Options(by)).ResponseAsync;

    /// <summary>By the grant alone, from a site that does not treat the patient.</summary>
    private async Task GrantAsync(GrpcChannel channel)
    {
        await SetRolesAsync(channel, Institution.Elsewhere);
        var request = new GrantRequest { OperationId = Guid.NewGuid().ToString(), ChartId = chart, User = _user, Grant = new Grant { Kind = GrantKind.SecondOpinion, Reason = "second opinion" } };
        _grant = (await new Access.AccessClient(channel).GrantAsync(request, Options(scene.Physician))).Id;
    }

    private async Task RevokeAsync(RevocationKind kind, GrpcChannel channel)
    {
        switch (kind)
        {
            case RevocationKind.Roles:
                await SetRolesAsync(channel, Institution.Elsewhere);
                break;
            case RevocationKind.Grant:
                await new Access.AccessClient(channel).RevokeAsync(new RevokeRequest { OperationId = $"revoke-{_grant}", ChartId = chart, Id = _grant }, Options(scene.Physician));
                break;
            case RevocationKind.Account:
                await new DirectoryClient(channel).SetEnabledAsync(new SetEnabledRequest { User = _user }, Options(scene.Administrator));
                break;
            default:
                await EndSessionAsync(channel);
                break;
        }
    }

    private async Task EndSessionAsync(GrpcChannel channel)
    {
        try
        {
            await new Sessions.SessionsClient(channel).SignOutAsync(new SignOutRequest(), Options(_person));
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.Unauthenticated)
        {
            // A try that was not answered had ended it.
        }
    }

    private async Task RestoreAsync(RevocationKind kind)
    {
        if (kind is RevocationKind.Roles or RevocationKind.Grant)
            await UntilAsync(channel => SetRolesAsync(channel, Staff.Site));
        if (kind == RevocationKind.Account)
            await UntilAsync(async channel => await new DirectoryClient(channel).SetEnabledAsync(new SetEnabledRequest { User = _user, Enabled = true }, Options(scene.Administrator)));
        if (kind is RevocationKind.Account or RevocationKind.Session)
            await UntilAsync(async channel => _person = await Person.SignInAsync(channel, _user), scene.Steady);
    }

    private async Task SetRolesAsync(GrpcChannel channel, string site) => await new DirectoryClient(channel).SetAssignmentsAsync(
        new SetAssignmentsRequest { User = _user, Assignments = { new Assignment { Site = site, Role = Role.Physician } } }, Options(scene.Administrator));

    /// <summary>Does something by way of any silo, or of one, until it is acknowledged.</summary>
    private async Task UntilAsync(Func<GrpcChannel, Task> call, int? silo = null)
    {
        for (var end = DateTime.UtcNow + _patience; ; Repeated++)
        {
            try
            {
                await call(scene.Addresses.Channels[silo ?? _random.Next(scene.Addresses.Channels.Count)]);
                return;
            }
            catch (RpcException failure) when (DateTime.UtcNow < end && Reply.Of(failure).MayPass)
            {
                await Task.Delay(_pause);
            }
        }
    }

    private static CallOptions Options(Person person) => person.Call.WithDeadline(DateTime.UtcNow + _attemptTime);
}
