using Grpc.Core;
using MedRecords.Battery.Faults.Model;
using MedRecords.V1;

namespace MedRecords.Battery.Faults.Traffic;

/// <summary>Reads whole charts at every silo, when nothing is under way any more.</summary>
internal static class FinalLogs
{
    private const int Concurrency = 8;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>What the silos say of each chart, together with what was done to it.</summary>
    public static async Task<IReadOnlyList<ChartHistory>> ReadAsync(Workplace place, IReadOnlyList<Operation> operations)
    {
        var byChart = operations.ToLookup(operation => operation.Chart);
        var histories = new ChartHistory[place.Charts.Count];
        await Parallel.ForAsync(0, histories.Length, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (chart, _) =>
        {
            var logs = new List<IReadOnlyList<LogEntry>>();
            foreach (var silo in place.Addresses.Charts)
                logs.Add(await ReadAsync(silo, place.Charts[chart], place.Tokens[0]));
            histories[chart] = new ChartHistory(chart, [.. byChart[chart]], logs);
        });
        return histories;
    }

    private static async Task<IReadOnlyList<LogEntry>> ReadAsync(Charts.ChartsClient silo, string chart, string token)
    {
        var options = new CallOptions(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + _patience);
        // Version 1 says that the chart was opened, and is no entry.
        var log = new List<LogEntry> { new(1, 0, Marks.Opening) };
        using var call = silo.ListEntries(new ListEntriesRequest { ChartId = chart, IncludeRetracted = true }, options);
        await foreach (var page in call.ResponseStream.ReadAllAsync())
            log.AddRange(page.Entries.Select(entry => new LogEntry(entry.Version, entry.Id, Marks.NumberOf(entry))));
        return log;
    }
}
