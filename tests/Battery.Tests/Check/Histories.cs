using MedRecords.Battery.Faults.Checks;
using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Tests.Check;

/// <summary>A sound history of one chart at two silos, to plant faults in: appends 11, 12 and 13, and reads before and after.</summary>
internal static class Histories
{
    /// <summary>The opening, the demographics, and three appends.</summary>
    public static IReadOnlyList<LogEntry> Log { get; } = [new(1, 0, Marks.Opening), new(2, 2, Marks.Opening), new(3, 3, 11), new(4, 4, 12), new(5, 5, 13)];

    /// <summary>One after the other: append 11, read, appends 12 and 13 at the same time, read.</summary>
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Append(11, 3, from: 10, until: 20),
        Read(91, 3, from: 30, until: 40, 11),
        Append(12, 4, from: 50, until: 70),
        Append(13, 5, from: 60, until: 65),
        Read(92, 5, from: 80, until: 90, 13, 12, 11),
    ];

    public static Operation Append(long number, long version, long from, long until) => new()
    {
        Number = number, Client = 0, Chart = 0, Kind = OperationKind.Append, InvokedAt = from, CompletedAt = until, Outcome = Outcome.Acknowledged, Version = version, Entry = version,
    };

    public static Operation Read(long number, long version, long from, long until, params long[] seen) => new()
    {
        Number = number, Client = 1, Chart = 0, Kind = OperationKind.Read, InvokedAt = from, CompletedAt = until, Outcome = Outcome.Acknowledged, Version = version, Seen = seen,
    };

    /// <summary>An append that its client gave up.</summary>
    public static Operation Lost(long number, long from) => Append(number, 0, from, long.MaxValue) with { Outcome = Outcome.Unknown, Entry = 0 };

    /// <summary>The sound history with one operation replaced.</summary>
    public static IReadOnlyList<Operation> With(Operation changed) => [.. Operations.Where(operation => operation.Number != changed.Number), changed];

    /// <summary>The kinds of violations that are found, each once.</summary>
    public static IReadOnlyList<ViolationKind> Find(IReadOnlyList<Operation> operations, params IReadOnlyList<LogEntry>[] logs) =>
        [.. HistoryCheck.Run(new ChartHistory(0, operations, logs.Length == 0 ? [Log, Log] : logs)).Select(violation => violation.Kind).Distinct().Order()];
}
