using System.Globalization;
using System.Text.Json;
using MedRecords.Battery.Rows.Reliability.PowerCuts;
using MedRecords.Journal.Sealing;

namespace MedRecords.Battery.Rows.Reliability.FailingDisks;

/// <summary>What one failure led to.</summary>
/// <param name="Number">Its number; the folder of its journal has that name.</param>
/// <param name="Failure">The failure.</param>
/// <param name="Failed">How many operations failed.</param>
/// <param name="Acknowledged">How many accesses were acknowledged.</param>
/// <param name="Problem">What was wrong; null where nothing was.</param>
internal sealed record FailureReport(int Number, string Failure, long Failed, int Acknowledged, string? Problem);

/// <summary>
/// The sub-command that uses one journal on SQLite after another, with the preloaded libraries, each with another
/// operation that fails. It writes down what was acknowledged, outside of the folder that is watched.
/// </summary>
internal static class FailingDiskChild
{
    /// <summary>Name of the sub-command.</summary>
    public const string Name = "failing-disk-child";

    /// <summary>Runs it with the watched folder, the file of the key ring, the folder for reports, and how many failures at most.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (data, ring, reports) = (arguments[0], KeyRing.Parse(await File.ReadAllTextAsync(arguments[1])), arguments[2]);
        using var control = new FailureControl(Environment.GetEnvironmentVariable(FailureControl.FileVariable)!);
        var operations = await CountOperationsAsync(data, ring, control);
        var number = 0;
        foreach (var failure in Failure.Choose(operations, int.Parse(arguments[3], CultureInfo.InvariantCulture)))
        {
            var usage = new JournalUsage(Folder(data, ++number), ring, control);
            var problem = await usage.RunAsync(failure);
            await File.WriteAllBytesAsync(Path.Combine(reports, $"{number}.{Acknowledgement.FileName}"), [.. usage.Acknowledged.SelectMany(one => one.Write())]);
            Console.Out.WriteLine(JsonSerializer.Serialize(new FailureReport(number, failure.ToString(), control.Failed, usage.Acknowledged.Count, problem)));
        }

        return 0;
    }

    private static async Task<long> CountOperationsAsync(string data, KeyRing ring, FailureControl control)
    {
        var none = new Failure(long.MaxValue, DiskError.InputOutput, false);
        var usage = new JournalUsage(Folder(data, 0), ring, control);
        if (await usage.RunAsync(none) is { } problem)
            throw new InvalidOperationException($"Without a failure: {problem}");
        return usage.Operations;
    }

    private static string Folder(string data, int number) => Directory.CreateDirectory(Path.Combine(data, number.ToString(CultureInfo.InvariantCulture))).FullName;
}
