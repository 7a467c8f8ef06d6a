using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.Simulation.Checks;

/// <summary>Views of a chart as text: what the model expects, and what was shown, in one form.</summary>
internal static class Views
{
    /// <summary>The expected summary.</summary>
    public static string Of(ModelChart chart, Role role, long version, int latest)
    {
        var visible = chart.At(version).FindAll(revision => revision.State != EntryState.Retracted && ModelRules.Shows(role, revision));
        var demographics = chart.Versions.Where(revision => revision.Version <= version && revision.Kind == EntryKind.Demographics && revision.State != EntryState.Retracted).MaxBy(revision => revision.Version);
        var counts = visible.CountBy(revision => revision.Kind).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}");
        var newest = visible.TakeLast(Math.Max(latest, Math.Min(visible.Count, Latest))).Reverse();
        return $"{(demographics is null || !ModelRules.Shows(role, demographics) ? "nobody" : Of(demographics, role))} [{string.Join(", ", counts)}] {Join(newest, role)}";
    }

    /// <summary>How many of the latest entries summaries are asked for.</summary>
    public const int Latest = 5;

    /// <summary>The summary shown.</summary>
    public static string Of(ChartSummary summary) =>
        $"{(summary.Demographics is { } demographics ? Of(demographics) : "nobody")} [{string.Join(", ", summary.Counts.Select(count => $"{count.Kind} {count.Count}"))}] {string.Join("; ", summary.Latest.Select(Of))}";

    /// <summary>The expected page.</summary>
    public static string Page(ModelChart chart, Role role, long version, long after, int limit)
    {
        var visible = chart.At(version).FindAll(revision => revision.Entry > after && revision.State != EntryState.Retracted && ModelRules.Shows(role, revision));
        return $"{Join(visible.Take(limit), role)}{(visible.Count > limit ? "; more" : "")}";
    }

    /// <summary>The expected history of an entry.</summary>
    public static string History(ModelChart chart, Role role, long version, long entry)
    {
        var revisions = chart.HistoryOf(entry, version);
        return revisions.Count == 0 || !ModelRules.Shows(role, revisions[^1]) ? "nothing" : Join(revisions.Where(revision => ModelRules.Shows(role, revision)), role);
    }

    /// <summary>The page shown.</summary>
    public static string Of(EntryPage page) => $"{string.Join("; ", page.Entries.Select(Of))}{(page.More ? "; more" : "")}";

    /// <summary>Entries that a summary shows.</summary>
    public static IEnumerable<long> Entries(ChartSummary summary) => summary.Latest.Select(entry => entry.Id);

    /// <summary>Entries that a page shows.</summary>
    public static IEnumerable<long> Entries(EntryPage page) => page.Entries.Select(entry => entry.Id);

    private static string Join(IEnumerable<ModelRevision> revisions, Role role) => string.Join("; ", revisions.Select(revision => Of(revision, role)));

    private static string Of(ModelRevision revision, Role role) =>
        $"{revision.Entry}@{revision.Version} {revision.State} {revision.Text}{(revision.HasNumber ? ModelRules.ShowsNumber(role) ? " with number" : " without number" : "")}";

    private static string Of(Entry entry)
    {
        var masked = entry.Masked.Contains(ConfidentialDetail.SocialSecurityNumber);
        var number = entry.Content?.Demographics?.HasSocialSecurityNumber == true ? " with number" : masked ? " without number" : "";
        return $"{entry.Id}@{entry.Version} {entry.State} {(entry.Content is { } content ? ModelChart.TextOf(content) : "")}{number}";
    }
}
