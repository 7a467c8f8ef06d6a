using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MedRecords.Cli.Charting;

/// <summary>A chart as a person reads it: who, allergies, problems, medications, vital signs, and what happened when.</summary>
internal sealed class ChartPage(string chartId, ChartContents contents, IReadOnlyList<string> sites, DateTimeOffset day, DateTimeOffset? asOf)
{
    private static readonly string[] NoLongerTaken = ["completed", "stopped", "cancelled", "entered-in-error", "draft"];
    private static readonly string[] NoLongerActive = ["resolved", "inactive", "remission"];

    /// <summary>Everything, from top to bottom.</summary>
    public IEnumerable<IRenderable> Parts()
    {
        yield return Banner.Title(contents.Demographics, asOf ?? day);
        if (asOf is { } moment)
            yield return Line($"As it was known on {moment.ToLocalTime():yyyy-MM-dd HH:mm}. It may have changed since.", new Style(Color.Yellow, decoration: Decoration.Bold));
        yield return Banner.Details(contents.Demographics);
        yield return AllergySection.Of(contents.Allergies);
        yield return Section("Problems", contents.Problems, IsActiveProblem, "resolved");
        yield return Section("Medications", contents.Medications, entry => !NoLongerTaken.Contains(entry.Content?.Status), "no longer taken");
        foreach (var part in VitalSigns())
            yield return part;
        yield return Heading("Timeline, latest first");
        yield return TimelineTree.Of(contents.Timeline);
        yield return Line(Footer(), new Style(decoration: Decoration.Dim));
    }

    private static bool IsActiveProblem(Entry entry) => !NoLongerActive.Contains(Values.CodeOf(entry.Content?.Condition?.ClinicalStatus));

    private static Rule Heading(string text) => new Rule($"[bold]{Markup.Escape(text)}[/]").LeftJustified();

    private static Text Line(string text, Style? style = null) => new(Clean.Line(text) + "\n", style ?? Style.Plain);

    private static Rows Section(string title, List<Entry> entries, Func<Entry, bool> isCurrent, string past)
    {
        var current = entries.Where(isCurrent).ToList();
        var heading = Heading($"{title} ({current.Count}{(entries.Count > current.Count ? $", and {entries.Count - current.Count} {past}" : "")})");
        if (current.Count == 0)
            return new Rows(heading, Line("None in what you may see."));
        return new Rows(heading, current.Aggregate(Tables.Create("Since", "What", "No."), (table, entry) => table.Row(EntryText.TimeOf(entry), EntryText.Of(entry), $"{entry.Id}")));
    }

    private IEnumerable<IRenderable> VitalSigns()
    {
        var latest = contents.VitalSigns.ToList();
        if (latest.Count == 0)
            yield break;
        yield return Heading("Vital signs, latest of each");
        yield return latest.Aggregate(Tables.Create("When", "What"), (table, entry) => table.Row(EntryText.TimeOf(entry), EntryText.Of(entry)));
    }

    private string Footer()
    {
        var counts = string.Join(", ", contents.Counts.Select(count => $"{Words.Of(count.Key)} {count.Value}"));
        return Values.Join(" · ", $"Chart {chartId}", $"version {contents.Version}", sites.Count > 0 ? $"treated at {string.Join(", ", sites)}" : "", counts);
    }
}
