using System.Text.Json;
using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Reports;

/// <summary>What is kept of a scenario that failed, for whoever looks for the cause: silos' and the server's logs, and histories.</summary>
internal static class Remains
{
    /// <summary>Writes them to a folder of their own, and returns its path.</summary>
    public static async Task<string> KeepAsync(string nemesis, SiloCluster cluster, IEnumerable<ChartHistory> histories)
    {
        var folder = Directory.CreateTempSubdirectory($"medrecords-remains-{nemesis}-").FullName;
        foreach (var log in cluster.Silos.Select(silo => silo.Log).Append(cluster.Ground.Server.Log).Where(File.Exists))
            File.Copy(log, Path.Combine(folder, Path.GetFileName(log)));
        foreach (var history in histories)
            await WriteAsync(Path.Combine(folder, $"chart-{history.Chart}.jsonl"), history);
        return folder;
    }

    /// <summary>A line of JSON for each operation, and for what each silo showed at the end as "version:operation".</summary>
    private static async Task WriteAsync(string path, ChartHistory history)
    {
        await using var file = File.CreateText(path);
        foreach (var operation in history.Operations.OrderBy(operation => operation.InvokedAt))
            await file.WriteLineAsync(JsonSerializer.Serialize(operation));
        foreach (var (silo, log) in history.Logs.Index())
            await file.WriteLineAsync(JsonSerializer.Serialize(new { Silo = silo + 1, Log = log.Select(entry => $"{entry.Version}:{entry.Number}") }));
    }
}
