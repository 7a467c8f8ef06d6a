using System.Globalization;
using System.Text.Json;
using MedRecords.Simulation.Running;

namespace MedRecords.Simulation;

/// <summary>
/// Runs seeds from the command line: "--first N --count N" for many, on so many threads as there are cores, each
/// run on one, with "--stop" no further than to one that fails; "--seed N" for one, with its trace.
/// </summary>
internal static class SimulationCommand
{
    private const int Wrong = 1;
    private const int ShownFailures = 5;

    /// <summary>Runs it; the result is the program's exit code.</summary>
    public static int Run(string[] arguments)
    {
        if (Find(arguments, "--seed") is { } seed)
            return RunOne(seed);
        return RunMany(Find(arguments, "--first") ?? 1, Find(arguments, "--count") ?? 1_000, arguments.Contains("--stop"));
    }

    private static int RunOne(int seed)
    {
        var report = Simulation.Run.Of(seed);
        foreach (var line in report.Trace.Lines)
            Console.Error.WriteLine(line);
        Print([report], [report.Trace.Hash], TimeSpan.Zero);
        return report.Problems.Count == 0 ? 0 : Wrong;
    }

    private static int RunMany(int first, int count, bool stops)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var (made, traces) = (new RunReport?[count], new string[count]);
        Parallel.For(0, count, (i, loop) =>
        {
            var report = Simulation.Run.Of(first + i);
            // A seed can give its trace again.
            (made[i], traces[i]) = (report with { Trace = new Trace() }, report.Trace.Hash);
            if (stops && report.Problems.Count > 0)
                loop.Stop();
        });
        var reports = made.OfType<RunReport>().ToList();
        foreach (var report in reports.Where(report => report.Problems.Count > 0).Take(ShownFailures))
            Console.Error.WriteLine($"seed {report.Seed}: {string.Join("; ", report.Problems.Take(3))}");
        Print(reports, traces, System.Diagnostics.Stopwatch.GetElapsedTime(started));
        return reports.All(report => report.Problems.Count == 0) ? 0 : Wrong;
    }

    private static void Print(IReadOnlyList<RunReport> reports, IReadOnlyList<string> traces, TimeSpan took) => Console.Out.WriteLine(JsonSerializer.Serialize(new
    {
        seeds = reports.Count,
        failed = reports.Count(report => report.Problems.Count > 0),
        firstFailed = reports.FirstOrDefault(report => report.Problems.Count > 0)?.Seed,
        problems = reports.SelectMany(report => report.Problems).Take(ShownFailures),
        trace = Trace.HashOf(traces.OfType<string>()),
        seconds = Math.Round(took.TotalSeconds, 1),
        calls = reports.Sum(report => (long)report.Calls),
        released = reports.Sum(report => (long)report.Released),
        accesses = reports.Sum(report => (long)report.Accesses),
        revocations = reports.Sum(report => (long)report.Revocations),
        faults = reports.SelectMany(report => report.Faults).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value)),
    }));

    private static int? Find(string[] arguments, string option)
    {
        var at = Array.IndexOf(arguments, option);
        return at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : null;
    }
}
