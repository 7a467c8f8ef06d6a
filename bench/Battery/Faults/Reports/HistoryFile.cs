using System.Text.Json;
using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Reports;

/// <summary>Histories kept for whoever looks for the cause of a violation: one line of JSON for each operation, and for each entry found.</summary>
internal static class HistoryFile
{
    /// <summary>Writes the histories of some charts, and returns the file's path.</summary>
    public static async Task<string> WriteAsync(string nemesis, IEnumerable<ChartHistory> histories)
    {
        var path = Path.Combine(Path.GetTempPath(), $"medrecords-history-{nemesis}-{Guid.NewGuid().ToString("N")[..8]}.jsonl");
        await using var file = File.CreateText(path);
        foreach (var history in histories)
        {
            foreach (var operation in history.Operations.OrderBy(operation => operation.InvokedAt))
                await file.WriteLineAsync(JsonSerializer.Serialize(operation));
            foreach (var (silo, log) in history.Logs.Index())
                await file.WriteLineAsync(JsonSerializer.Serialize(new { history.Chart, Silo = silo + 1, Log = log.Select(entry => $"{entry.Version}:{entry.Number}") }));
        }

        return path;
    }
}
