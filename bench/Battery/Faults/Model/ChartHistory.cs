namespace MedRecords.Battery.Faults.Model;

/// <summary>One entry of a chart as it is found at the end.</summary>
/// <param name="Version">The version that recorded it.</param>
/// <param name="Entry">Its number.</param>
/// <param name="Number">Number of the append that it says it is of; see <see cref="Marks"/>.</param>
internal readonly record struct LogEntry(long Version, long Entry, long Number);

/// <summary>All that was done to one chart, and what each silo says of it at the end, when nothing is under way any more.</summary>
/// <param name="Chart">Which chart, counted from 0.</param>
/// <param name="Operations">What clients did, in any order.</param>
/// <param name="Logs">The whole chart, oldest entry first, once for each silo.</param>
internal sealed record ChartHistory(int Chart, IReadOnlyList<Operation> Operations, IReadOnlyList<IReadOnlyList<LogEntry>> Logs);
