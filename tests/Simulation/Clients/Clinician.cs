using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <summary>Works with charts: reads more than it writes, tries again what failed, signs out now and then.</summary>
internal sealed partial class Clinician(World world, Network network, Witness witness, Rights rights, Operations operations, Staff who, int count)
    : Client(world, network, witness, rights, who)
{
    private readonly Dictionary<string, List<long>> _entries = [];
    private int _number;

    private string Site => Who.Sites.Count > 1 || World.Chance(50) ? Who.Sites.FirstOrDefault(string.Empty) : string.Empty;

    protected override async Task WorkAsync()
    {
        if (Who == Institute.Opener)
        {
            for (var n = 0; n < Institute.Charts.Count; n++)
                await OpenAsync(n);
        }

        for (var i = 0; i < count; i++)
        {
            await Process.DelayAsync(World.Between(0, 20_000));
            await DoAsync(Institute.Charts[World.Random.Next(Institute.Charts.Count)]);
        }
    }

    private Task DoAsync(string chart) => World.Random.Next(100) switch
    {
        < 30 => AppendAsync(chart),
        < 38 => AmendAsync(chart),
        < 42 => RetractAsync(chart),
        < 46 when Who.Role == Role.RecordsOffice => ImportAsync(chart),
        < 48 => ShareAsync(chart),
        < 66 => GetAsync(chart),
        < 80 => ListAsync(chart),
        < 86 => HistoryAsync(chart),
        < 91 => AccessesAsync(chart),
        < 96 => VerifyAsync(chart),
        _ => SignOutAsync(),
    };

    private async Task GetAsync(string chart) => await HearAsync(await InsistAsync(
        () => NewCall(AccessAction.Read, chart),
        (silo, caller) => silo.Chart(chart).GetAsync(caller, Views.Latest)));

    private async Task HistoryAsync(string chart)
    {
        if (SomeEntry(chart) is { } entry)
            await HearAsync(await InsistAsync(() => NewCall(AccessAction.History, chart), (silo, caller) => silo.Chart(chart).GetHistoryAsync(caller, entry)));
    }

    private async Task AccessesAsync(string chart) => await HearAsync(await InsistAsync(
        () => NewCall(AccessAction.Audit, chart),
        (silo, caller) => silo.Chart(chart).ListAccessesAsync(caller, new AccessQuery(long.MaxValue, 500))));

    private async Task VerifyAsync(string chart) => await HearAsync(await InsistAsync(
        () => NewCall(AccessAction.Verify, chart),
        (silo, caller) => silo.Chart(chart).VerifyAsync(caller)));

    /// <summary>Reads page by page; all pages show the version of the first.</summary>
    private async Task ListAsync(string chart)
    {
        var limit = World.Random.Next(1, 40);
        EntryQuery? page = null;
        for (var pages = 0; pages < 5; pages++)
        {
            var (before, query) = (page, page ?? new EntryQuery(AccessAction.List, default, null, null, null, false, false, limit, 0, 0));
            var (fate, answer) = await InsistAsync(
                () => NewCall(AccessAction.List, chart) with { Page = before, Limit = limit },
                (silo, caller) => silo.Chart(chart).ListAsync(caller, query));
            await HearAsync((fate, answer));
            if (answer?.Value is not { Entries.Count: > 0 } value)
                return;
            _entries[chart] = [.. value.Entries.Select(entry => entry.Id)];
            if (!value.More)
                return;
            page = query with { AtVersion = value.Version, After = value.Entries[^1].Id };
        }
    }

    /// <summary>Signs in again where a session is over.</summary>
    private async Task HearAsync<T>((Fate Fate, Answer<T>? Answer) outcome)
        where T : class
    {
        if (outcome.Answer?.Value is ChartSummary summary)
            _entries.TryAdd(Institute.Charts[0], [.. summary.Latest.Select(entry => entry.Id)]);
        if (outcome.Answer?.Refusal?.Reason == ErrorReason.NotSignedIn)
            await SignInAsync();
    }

    private long? SomeEntry(string chart) =>
        _entries.TryGetValue(chart, out var entries) && entries.Count > 0 ? entries[World.Random.Next(entries.Count)] : World.Chance(50) ? 2 : null;
}
