using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MedRecords.Cli.Charting;

/// <summary>What happened, latest day first and each day in its own order; a day's measurements share a line.</summary>
internal static class TimelineTree
{
    /// <summary>Entries, newest first, grouped by day.</summary>
    public static IRenderable Of(IEnumerable<Entry> entries)
    {
        var rows = new List<IRenderable>();
        foreach (var day in entries.GroupBy(ChartContents.DayOf))
        {
            var tree = new Tree(new Text(Clean.Line(day.Key.Length > 0 ? day.Key : "no date"), new Style(decoration: Decoration.Bold)));
            foreach (var entry in day.Reverse().Where(entry => entry.Kind != EntryKind.Observation))
                tree.AddNode(new Text(Clean.Line($"{Words.Of(entry.Kind)}: {EntryText.Of(entry)}{State(entry)}")));
            var measured = day.Reverse().Where(entry => entry.Kind == EntryKind.Observation).Select(EntryText.Of).ToList();
            if (measured.Count > 0)
                tree.AddNode(new Text(Clean.Line($"measured: {string.Join(" · ", measured)}")));
            rows.Add(tree);
        }
        return rows.Count > 0 ? new Rows(rows) : new Text("Nothing in what you may see.\n");
    }

    private static string State(Entry entry) => entry.State switch
    {
        EntryState.Amended => " [amended]",
        EntryState.PendingReview => " [waits for review]",
        _ => "",
    };
}
