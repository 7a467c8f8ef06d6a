using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Checks;

/// <summary>What a read was shown is what the chart holds up to the version that the read names.</summary>
internal static class Prefixes
{
    /// <summary>What breaks that.</summary>
    public static IEnumerable<Violation> Find(ChartHistory history)
    {
        var log = history.Logs[0];
        foreach (var read in history.Operations.Where(operation => operation is { Kind: OperationKind.Read, IsAcknowledged: true }))
        {
            if (read.Version > log.Count)
                yield return Of(read, $"was shown version {read.Version} of a chart that ends at {log.Count}");
            else if (!read.Seen.SequenceEqual(NewestFirst(log, (int)read.Version, read.Seen.Count)))
                yield return Of(read, $"was shown other entries than the chart has at version {read.Version}");
        }
    }

    private static IEnumerable<long> NewestFirst(IReadOnlyList<LogEntry> log, int version, int count)
    {
        for (var i = version - 1; i >= 0 && i >= version - count; i--)
            yield return log[i].Number;
    }

    private static Violation Of(Operation read, string text) =>
        new(ViolationKind.Forked, read.Chart, $"read {read.Number} of client {read.Client} {text}");
}
