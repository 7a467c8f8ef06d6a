using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Checks;

/// <summary>
/// Says whether a chart's history is one that a single copy of the chart could have given: linearizability
/// (Herlihy and Wing, 1990). Every answer names a version of the chart, so no search for an order is needed:
/// the order is that of the versions, and it remains to be seen that it fits times, answers and contents.
/// </summary>
internal static class HistoryCheck
{
    /// <summary>All that is wrong with a chart's history; empty where nothing is.</summary>
    public static IReadOnlyList<Violation> Run(ChartHistory history) =>
        [.. OneLog.Find(history), .. EachOnce.Find(history), .. RealTime.Find(history), .. Prefixes.Find(history)];
}
