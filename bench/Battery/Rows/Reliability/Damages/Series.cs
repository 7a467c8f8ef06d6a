using System.Diagnostics;
using System.Globalization;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>One damage as a child reported it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">How the bytes went bad.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Text">More, for people.</param>
internal sealed record DamageReport(int Number, string Kind, DamageOutcome Outcome, string Text);

/// <summary>Runs a series of damages in child processes; after one that ended the next goes on with the next damage.</summary>
internal static class Series
{
    /// <summary>Runs the damages from one number up to another.</summary>
    public static async Task<List<DamageReport>> RunAsync(string specimen, string form, int first, int end)
    {
        var report = Path.Combine(specimen, $"report-{form}-{first}");
        var all = new List<DamageReport>();
        for (var next = first; next < end; next = first + all.Count)
        {
            File.Delete(report);
            var exit = await RunChildAsync(Self.Command(DamageChild.Name, specimen, form, next.ToString(), end.ToString(), report));
            var found = File.Exists(report) ? File.ReadLines(report).Select(Parse).ToList() : [];
            all.AddRange(found);
            if (exit != 0 && found is not [.., { Outcome: DamageOutcome.Hang }] && all.Count < end - first)
                all.Add(new DamageReport(first + all.Count, "", DamageOutcome.Crash, $"the process ended with {exit}"));
        }

        return all;
    }

    private static async Task<int> RunChildAsync(ProcessStartInfo command)
    {
        using var process = Process.Start(command) ?? throw new InvalidOperationException($"{command.FileName} did not start.");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static DamageReport Parse(string line)
    {
        var parts = line.Split('\t', 4);
        return new DamageReport(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], Enum.Parse<DamageOutcome>(parts[2]), parts[3]);
    }
}
