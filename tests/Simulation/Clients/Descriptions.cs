using MedRecords.Grains.Interfaces.Charts;

namespace MedRecords.Simulation.Clients;

/// <summary>Answers in a few words, for the trace.</summary>
internal static class Descriptions
{
    /// <summary>What an answer says.</summary>
    public static string Of(object value) => value switch
    {
        Recorded recorded => $"version {recorded.Version}, entries {string.Join(" ", recorded.EntryIds)}{(recorded.AlreadyRecorded ? ", already recorded" : "")}",
        Imported imported => $"version {imported.Version}, {imported.Stored} stored, {imported.Unchanged} unchanged",
        ChartSummary summary => $"version {summary.Version}, {summary.Latest.Count} entries",
        EntryPage page => $"version {page.Version}, entries {string.Join(" ", page.Entries.Select(entry => $"{entry.Id}@{entry.Version}"))}",
        AccessPage page => $"{page.Accesses.Count} accesses",
        ChartCheck check => $"{check.Versions} versions verified",
        _ => "done",
    };
}
