using Grpc.Net.Client;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Setup;
using MedRecords.Testing.Denials;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Denials;

/// <summary>Everybody whom the table of denials names, one chart that they are denied, and what its requests need.</summary>
internal sealed class DenialCast
{
    private static readonly TimeSpan _past = TimeSpan.FromHours(2);
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Person> _people = [];

    private DenialCast(Institution institution) => Institution = institution;

    /// <summary>The institution.</summary>
    public Institution Institution { get; }

    /// <summary>The chart.</summary>
    public FurnishedChart Chart { get; private set; } = null!;

    /// <summary>Values for requests.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Somebody who holds every role at the clinic that a chart needs.</summary>
    public Person Insider => _people[nameof(Insider)];

    /// <summary>Texts of the chart.</summary>
    public IReadOnlyList<string> Secrets => [Chart.Id, Chart.Family, Chart.Text];

    /// <summary>An actor's token; null for whoever shows none.</summary>
    public string? TokenOf(string actor) => actor switch
    {
        nameof(Situation.NoToken) => null,
        // One that was altered in one character is of the right form.
        nameof(Situation.MadeUpToken) => Alter(Insider.Token),
        _ => _people[actor].Token,
    };

    /// <summary>An actor's account.</summary>
    public string AccountOf(string actor) => _people[actor].Account;

    /// <summary>Sets everything up in a new service whose clock is the one given.</summary>
    public static async Task<DenialCast> GatherAsync(GrpcChannel channel, FakeClock clock)
    {
        var cast = new DenialCast(await Institution.FoundAsync(channel));
        await cast.LivePastAsync();
        clock.Set(TimeSpan.Zero);
        await cast.WaitForPresentAsync();
        await cast.LivePresentAsync();
        return cast;
    }

    /// <summary>Sets a clock to where the past is lived.</summary>
    public static void GoBack(FakeClock clock) => clock.Set(-_past);

    /// <summary>What has to be long over: a token's hour, and that of an emergency access.</summary>
    private async Task LivePastAsync()
    {
        var scout = await Institution.HireAsync("scout", Institution.Third, Role.Physician);
        Values["token"] = await ReadTokenAsync(Institution.Channel, scout);
        _people[nameof(Situation.ExpiredToken)] = await Institution.HireAsync("expired", Staff.Site, Role.Physician, Role.RecordsOffice);
        var insider = await Institution.HireAsync("insider", Staff.Site, Role.Physician, Role.RecordsOffice);
        var stranger = await Institution.HireAsync("emergency", Institution.Elsewhere, Role.Physician, Role.RecordsOffice);
        var proxy = await Institution.EnrolAsync("proxy", string.Empty);
        Chart = await FurnishedChart.MakeAsync(Institution.Channel, Staff.Site, "Quillfeather", new Furnishers(insider, insider, proxy, stranger));
    }

    private async Task LivePresentAsync()
    {
        var channel = Institution.Channel;
        await Institution.ReturnAsync();
        _people[nameof(Insider)] = await Person.SignInAsync(channel, "insider");
        _people[nameof(Situation.ExpiredEmergency)] = await Person.SignInAsync(channel, "emergency");
        _people[nameof(Situation.RevokedProxy)] = await Person.SignInAsync(channel, "proxy");
        await new Access.AccessClient(channel).RevokeAsync(new RevokeRequest { OperationId = "end", ChartId = Chart.Id, Id = Chart.Proxy }, Insider.Call);
        await new Access.AccessClient(channel).RevokeAsync(new RevokeRequest { OperationId = "end too", ChartId = Chart.Id, Id = Chart.Grant }, Insider.Call);
        var (ended, disabled) = (await Institution.HireAsync("ended", Staff.Site, Role.Physician, Role.RecordsOffice), await Institution.HireAsync("disabled", Staff.Site, Role.Physician, Role.RecordsOffice));
        await new Sessions.SessionsClient(channel).SignOutAsync(new SignOutRequest(), ended.Call);
        await Institution.DisableAsync(disabled);
        (_people[nameof(Situation.EndedSession)], _people[nameof(Situation.DisabledAccount)]) = (ended, disabled);
        var own = await new Charts.ChartsClient(channel).OpenChartAsync(new OpenChartRequest { OperationId = "own", Site = Staff.Site, Demographics = Samples.Demographics("Own") }, Insider.Call);
        _people[nameof(Situation.WrongPatient)] = await Institution.EnrolAsync("patient", own.ChartId);
        _people[nameof(Situation.WrongSite)] = await Institution.HireAsync("stranger", Institution.Elsewhere, Role.Physician, Role.RecordsOffice);
        _people[Expectations.Application] = await Institution.InstallAsync("program", Staff.Site);
        _people[Expectations.ApplicationElsewhere] = await Institution.InstallAsync("program-elsewhere", Institution.Elsewhere);
        foreach (var role in MethodTable.Rows.Select(row => row.WrongRole).Distinct())
            _people[role] = await Institution.HireAsync($"role-{role}".ToLowerInvariant(), Staff.Site, Enum.Parse<Role>(role));
        await FillValuesAsync();
    }

    private async Task FillValuesAsync()
    {
        var silos = await new Cluster.ClusterClient(Institution.Channel).ListSilosAsync(new ListSilosRequest(), Institution.Administrator.Call);
        foreach (var (word, value) in ChartValues.Of(Chart))
            Values[word] = value;
        Values["user"] = "role-nurse";
        Values["disabled-user"] = "disabled";
        Values["password"] = Staff.Password;
        Values["silo"] = silos.Silos[0].Name;
    }

    /// <summary>The clock shows in when a new session ends.</summary>
    private async Task WaitForPresentAsync()
    {
        using var late = new CancellationTokenSource(_patience);
        var sessions = new Sessions.SessionsClient(Institution.Channel);
        var request = new SignInRequest { User = Staff.Administrator, Password = Staff.Password };
        while ((await sessions.SignInAsync(request, deadline: DateTime.UtcNow + _patience)).ExpiresAt.ToDateTime() < DateTime.UtcNow)
            await Task.Delay(_glance, late.Token);
    }

    /// <summary>A place in the feed before anything happened to a chart.</summary>
    private static async Task<string> ReadTokenAsync(GrpcChannel channel, Person scout)
    {
        using var watch = new ChangeFeed.ChangeFeedClient(channel).Watch(new WatchRequest(), scout.Call);
        return await watch.ResponseStream.MoveNext(CancellationToken.None)
            ? watch.ResponseStream.Current.ResumeToken
            : throw new InvalidOperationException("The feed ended at once.");
    }

    private static string Alter(string token) => token[..^4] + (token[^4] == 'A' ? 'B' : 'A') + token[^3..];
}
