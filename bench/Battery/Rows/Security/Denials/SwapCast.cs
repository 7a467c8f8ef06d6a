using System.Globalization;
using System.Text;
using Grpc.Net.Client;
using MedRecords.Battery.Setup;
using MedRecords.Testing.Denials;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Denials;

/// <summary>Callers of many sorts with a chart of their own, and charts of others whose ids are put into their requests.</summary>
internal sealed class SwapCast
{
    private const int ForeignCharts = 3;

    // More than the own chart has versions, so that their last numbers are in their charts alone.
    private const int NotesOfOthers = 900;

    private SwapCast(Institution institution) => Institution = institution;

    /// <summary>The institution.</summary>
    public Institution Institution { get; }

    /// <summary>The callers' own chart.</summary>
    public FurnishedChart Own { get; private set; } = null!;

    /// <summary>Charts that none of the callers may see.</summary>
    public IReadOnlyList<FurnishedChart> Foreign { get; private set; } = [];

    /// <summary>The callers.</summary>
    public IReadOnlyList<SwapCaller> Callers { get; private set; } = [];

    /// <summary>Somebody to whom the others' charts are not foreign.</summary>
    public SwapCaller Colleague { get; private set; } = null!;

    /// <summary>Values for requests about the own chart.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>What the others' charts are called and say.</summary>
    public IReadOnlyList<string> Secrets => [.. Foreign.SelectMany(chart => new[] { chart.Id, chart.Family, chart.Text, chart.Grant, chart.Proxy, chart.Emergency })];

    /// <summary>Sets everything up in a new service.</summary>
    public static async Task<SwapCast> GatherAsync(GrpcChannel channel)
    {
        var cast = new SwapCast(await Institution.FoundAsync(channel));
        var (here, there) = (await cast.HireFurnishersAsync("here", Staff.Site, Institution.Third), await cast.HireFurnishersAsync("there", Institution.Elsewhere, Institution.Third));
        cast.Own = await FurnishedChart.MakeAsync(channel, Staff.Site, "Own", here);
        var foreign = new List<FurnishedChart>();
        for (var i = 0; i < ForeignCharts; i++)
            foreign.Add(await FurnishedChart.MakeAsync(channel, Institution.Elsewhere, $"Foreign{i}", there, NotesOfOthers));
        cast.Foreign = foreign;
        await cast.GiveValuesAsync(here, there);
        await cast.CallAsync(here, there);
        return cast;
    }

    private async Task<Furnishers> HireFurnishersAsync(string name, string site, string strangersSite) => new(
        await Institution.HireAsync($"physician-{name}", site, Role.Physician),
        await Institution.HireAsync($"office-{name}", site, Role.RecordsOffice),
        await Institution.EnrolAsync($"proxy-{name}", string.Empty),
        await Institution.HireAsync($"stranger-{name}", strangersSite, Role.Physician));

    private async Task GiveValuesAsync(Furnishers here, Furnishers there)
    {
        foreach (var (word, value) in ChartValues.Of(Own))
            Values[word] = value;
        var silos = await new Cluster.ClusterClient(Institution.Channel).ListSilosAsync(new ListSilosRequest(), Institution.Administrator.Call);
        Values["user"] = here.Proxy.User;
        Values["disabled-user"] = "nobody-here";
        Values["password"] = "not the password";
        Values["silo"] = silos.Silos[0].Name;
        using var watch = new ChangeFeed.ChangeFeedClient(Institution.Channel).Watch(new WatchRequest(), there.Physician.Call);
        Values["token"] = await watch.ResponseStream.MoveNext(CancellationToken.None) ? watch.ResponseStream.Current.ResumeToken : string.Empty;
    }

    private async Task CallAsync(Furnishers here, Furnishers there)
    {
        var foreign = ForeignTo(there);
        IReadOnlyList<string> hidden = [Own.Hidden.ToString(CultureInfo.InvariantCulture)];
        var blind = new Dictionary<IdKind, IReadOnlyList<string>>(foreign) { [IdKind.Entry] = [.. foreign[IdKind.Entry], .. hidden] };
        Callers =
        [
            new("physician", here.Physician.Token, foreign) { MayHaveEmergency = true },
            new("records office", here.Office.Token, foreign),
            new("proxy", here.Proxy.Token, blind),
            new("patient", (await Institution.EnrolAsync("patient", Own.Id)).Token, blind),
            new("nurse", (await Institution.HireAsync("nurse", Staff.Site, Role.Nurse)).Token, blind) { MayHaveEmergency = true },
            new("therapist", (await Institution.HireAsync("therapist", Staff.Site, Role.Therapist)).Token, blind),
            new("registration", (await Institution.HireAsync("registration", Staff.Site, Role.Registration)).Token, blind),
            new("auditor", (await Institution.HireAsync("auditor", Staff.Site, Role.Auditor)).Token, foreign),
            new("program", (await Institution.InstallAsync("program", Staff.Site)).Token, blind),
        ];
        Colleague = new("colleague", there.Office.Token, foreign);
    }

    /// <summary>What there is and is not the callers'.</summary>
    private Dictionary<IdKind, IReadOnlyList<string>> ForeignTo(Furnishers there) => new()
    {
        [IdKind.Chart] = [.. Foreign.Select(chart => chart.Id)],
        [IdKind.Entry] = [.. Foreign.Select(chart => chart.Entries[^1].ToString(CultureInfo.InvariantCulture))],
        [IdKind.Site] = [Institution.Elsewhere],
        [IdKind.User] = [there.Physician.User, there.Proxy.User],
        [IdKind.Account] = [there.Proxy.Account, there.Physician.Account],
        [IdKind.Relation] = [.. Foreign.SelectMany(chart => new[] { chart.Grant, chart.Proxy }), there.Physician.Account],
        [IdKind.Directive] = [.. Foreign.SelectMany(chart => chart.Directives)],
        [IdKind.Emergency] = [.. Foreign.Select(chart => chart.Emergency)],
        [IdKind.Operation] = [.. Foreign.Select(chart => chart.Operation)],
        [IdKind.Patient] = [.. Foreign.Select(chart => chart.Family)],
        [IdKind.Bundle] = [Convert.ToBase64String(Encoding.UTF8.GetBytes(Testing.Denials.Bundles.Of(Foreign[0].Identifier)))],
        [IdKind.Token] = [Values["token"]],
        [IdKind.Process] = [Values["silo"]],
    };
}
