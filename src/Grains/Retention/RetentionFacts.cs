using MedRecords.Grains.Access;
using MedRecords.Grains.Charts;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Retention;

/// <summary>What of a chart its retention counts from. Days are those of UTC, or as the entry has them.</summary>
/// <param name="Born">The last day on which the patient may have been born; null where nothing is known.</param>
/// <param name="Died">The last day on which the patient may have died; null where they are not known to have.</param>
/// <param name="LastEncounter">The last day of the last encounter; where none is recorded, the day of the newest entry.</param>
/// <param name="HasOpenEncounter">Whether an encounter has not ended.</param>
/// <param name="Newest">The day on which something was last recorded of each kind of entry that the chart has.</param>
public sealed record RetentionFacts(DateOnly? Born, DateOnly? Died, DateOnly LastEncounter, bool HasOpenEncounter, IReadOnlyDictionary<EntryKind, DateOnly> Newest)
{
    /// <summary>The day on which an entry of any kind was last recorded.</summary>
    public DateOnly NewestOfAll => Newest.Values.DefaultIfEmpty(LastEncounter).Max();

    /// <summary>The versions whose events <see cref="Of"/> needs: the newest of each kind, and what stands of each encounter.</summary>
    public static IReadOnlyList<long> VersionsNeeded(ChartIndex index)
    {
        var newest = new Dictionary<byte, int>();
        var encounters = new List<int>();
        foreach (var (version, record) in index.All())
        {
            if (record.Entry == 0)
                continue;
            newest[record.Kind] = version;
            if (record.Kind == (byte)EntryKind.Encounter && record.Change == ChartChangeKind.Recorded)
                encounters.Add(index.LatestOf(version));
        }

        return [.. newest.Values.Concat(encounters).Distinct().Order().Select(static version => (long)version)];
    }

    /// <summary>The facts of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="events">The events of <see cref="VersionsNeeded"/>, by version.</param>
    public static RetentionFacts Of(ChartState chart, IReadOnlyDictionary<long, ChartEvent> events)
    {
        var newest = new Dictionary<EntryKind, DateOnly>();
        DateOnly? lastEncounter = null;
        foreach (var (version, stored) in events)
        {
            var kind = (EntryKind)chart.Index[(int)version].Kind;
            var recorded = Day(stored.RecordedAt.ToDateTimeOffset());
            newest[kind] = Later(newest.GetValueOrDefault(kind), recorded);
            if (kind == EntryKind.Encounter && ChartState.ContentOf(stored) is { } content)
                lastEncounter = Later(lastEncounter ?? DateOnly.MinValue, LastDayOf(content) ?? recorded);
        }

        var opened = Day(chart.RecordedAt);
        return new RetentionFacts(
            Age.LastDay(chart.BirthDate),
            DiedOn(chart),
            lastEncounter ?? newest.Values.DefaultIfEmpty(opened).Max(),
            !chart.Relations.OpenEncounters.IsEmpty,
            newest);
    }

    /// <summary>The day of death; where it is not said, the day on which it was recorded, which is no earlier.</summary>
    private static DateOnly? DiedOn(ChartState chart)
    {
        if (!chart.Relations.HasDied || chart.Demographics is not { } stored)
            return null;
        return LastDay(ChartState.ContentOf(stored)!.Demographics.Deceased) ?? Day(stored.RecordedAt.ToDateTimeOffset());
    }

    private static DateOnly? LastDayOf(EntryContent encounter)
    {
        var (start, end) = (LastDay(encounter.Time?.Start ?? string.Empty), LastDay(encounter.Time?.End ?? string.Empty));
        return start is { } from && end is { } until ? Later(from, until) : end ?? start;
    }

    // A FHIR dateTime begins with its date.
    private static DateOnly? LastDay(string text) => Age.LastDay(text.Length > 10 ? text[..10] : text);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
