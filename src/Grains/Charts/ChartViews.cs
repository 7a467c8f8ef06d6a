using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>
/// Which versions of a chart a reader is shown, as pure functions over the index. Every list, count and
/// page passes through here: what a reader may not see is not counted either.
/// </summary>
public static class ChartViews
{
    /// <summary>Who the patient is, masked; null where the reader may see nothing of it.</summary>
    public static Entry? Demographics(ChartState chart, Sight sight)
    {
        if (chart.Demographics is null)
            return null;
        var record = chart.Index[(int)chart.DemographicsVersion];
        return sight.Sees(EntryKind.Demographics, record.Labels)
            ? EntryViews.Of(chart.Demographics.Clone(), chart.DemographicsVersion, EntryKind.Demographics, sight.Rights, chart.BirthDate)
            : null;
    }

    /// <summary>How many entries of each kind the reader may see, retracted ones not counted.</summary>
    public static IReadOnlyList<KindTally> Counts(ChartState chart, Sight sight) => chart.Index.Tallies.VisibleTo(sight);

    /// <summary>The newest entries that the reader may see, as versions of their latest revisions, ascending by entry.</summary>
    public static List<long> Newest(ChartState chart, Sight sight, int count)
    {
        var versions = new List<long>(count);
        for (var version = chart.Index.Count; version >= 1 && versions.Count < count; version--)
        {
            if (chart.Index.LatestOf(version) is not 0 and var latest && Shows(chart.Index[latest], sight, false))
                versions.Add(latest);
        }

        versions.Reverse();
        return versions;
    }

    /// <summary>One page of what a query asks for, as versions of the revisions that stood at a version of the chart.</summary>
    public static (List<long> Versions, bool More) Select(ChartState chart, Sight sight, EntryQuery query, long atVersion)
    {
        var revisions = RevisionsAt(chart.Index, (int)atVersion);
        var versions = new List<long>();
        foreach (var entry in query.NewestFirst ? Descending(chart.Index, atVersion, query.After) : Ascending(chart.Index, atVersion, query.After))
        {
            var revision = revisions is null ? chart.Index.LatestOf(entry) : revisions[entry];
            var record = chart.Index[revision];
            if (!Shows(record, sight, query.IncludeRetracted) || !Fits(record, query))
                continue;
            if (versions.Count == query.Limit)
                return (versions, true);
            versions.Add(revision);
        }

        return (versions, false);
    }

    /// <summary>Every revision of an entry; none where the reader may not see the entry.</summary>
    public static List<long> RevisionsOf(ChartState chart, Sight sight, long entry)
    {
        var latest = chart.Index.LatestOf(entry);
        if (latest == 0 || !Shows(chart.Index[latest], sight, true))
            return [];
        var versions = new List<long>();
        foreach (var (version, record) in chart.Index.All())
        {
            // An earlier revision may carry a label that the latest has lost.
            if (record.Entry == entry && Shows(record, sight, true))
                versions.Add(version);
        }

        return versions;
    }

    /// <summary>A change as the feed tells it.</summary>
    public static ChartChange Change(ChartEvent stored, long version, VersionRecord record)
    {
        var action = stored.EventCase switch
        {
            ChartEvent.EventOneofCase.Opened => AccessAction.Open,
            ChartEvent.EventOneofCase.SiteAdded => AccessAction.Share,
            ChartEvent.EventOneofCase.Amended => AccessAction.Amend,
            ChartEvent.EventOneofCase.Retracted => AccessAction.Retract,
            ChartEvent.EventOneofCase.Recorded => AccessAction.Append,
            ChartEvent.EventOneofCase.Reviewed => AccessAction.Review,
            ChartEvent.EventOneofCase.ConsentSet or ChartEvent.EventOneofCase.ConsentWithdrawn => AccessAction.Consent,
            ChartEvent.EventOneofCase.EmergencySet => AccessAction.Emergency,
            ChartEvent.EventOneofCase.HoldSet => AccessAction.Hold,
            _ => AccessAction.Grant,
        };
        return new ChartChange(version, record.Entry, (EntryKind)record.Kind, action, stored.RecordedAt.ToDateTimeOffset());
    }

    /// <summary>Whether a reader is told that a version changed something.</summary>
    public static bool TellsOf(VersionRecord record, Sight sight) => record.Change switch
    {
        ChartChangeKind.Chart => true,
        ChartChangeKind.Relations => sight.Rights.May(AccessAction.Explain),
        ChartChangeKind.Retention => sight.Rights.May(AccessAction.Retention),
        _ => sight.Sees((EntryKind)record.Kind, record.Labels),
    };

    private static bool Shows(VersionRecord record, Sight sight, bool retracted) =>
        (retracted || record.Change != ChartChangeKind.Retracted) && sight.Sees((EntryKind)record.Kind, record.Labels);

    private static bool Fits(VersionRecord record, EntryQuery query) =>
        (query.Kinds.IsEmpty || query.Kinds.Contains((EntryKind)record.Kind))
        && (query.From is not { } from || record.ClinicalMs >= from)
        && (query.Before is not { } before || (record.ClinicalMs < before && record.ClinicalMs != long.MinValue));

    /// <summary>The revision of each entry at an earlier version; null where the index itself says it.</summary>
    private static Dictionary<int, int>? RevisionsAt(ChartIndex index, int atVersion)
    {
        if (atVersion == index.Count)
            return null;
        var revisions = new Dictionary<int, int>();
        for (var version = 1; version <= atVersion; version++)
        {
            if (index[version].Entry is not 0 and var entry)
                revisions[entry] = version;
        }

        return revisions;
    }

    private static IEnumerable<int> Ascending(ChartIndex index, long atVersion, long after)
    {
        for (var version = (int)after + 1; version <= atVersion; version++)
        {
            if (index[version].Change == ChartChangeKind.Recorded)
                yield return version;
        }
    }

    private static IEnumerable<int> Descending(ChartIndex index, long atVersion, long after)
    {
        for (var version = (int)(after == 0 ? atVersion : after - 1); version >= 1; version--)
        {
            if (index[version].Change == ChartChangeKind.Recorded)
                yield return version;
        }
    }
}
