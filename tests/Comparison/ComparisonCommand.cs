using System.Globalization;
using System.Text.Json;
using MedRecords.ReferenceModel;

namespace MedRecords.Comparison;

/// <summary>
/// The command line: "--first N --count N" compares so many seeds on all cores, with "--planted" against a model with
/// a mistake; "--seed N" compares one and prints its case; "--measure decision|directed|free" prints nanoseconds.
/// </summary>
internal static class ComparisonCommand
{
    private const int ShownDisagreements = 10;

    /// <summary>Runs it; the result is the program's exit code.</summary>
    public static int Run(string[] arguments)
    {
        if (Find(arguments, "--measure") is { } what)
            return Print(new { nanoseconds = Costs.Measure(what) });
        foreach (var line in Find(arguments, "--seed") is { } seed ? CaseText.Of(Cases.Random(Number(seed))) : [])
            Console.Error.WriteLine(line);
        var first = Number(Find(arguments, "--seed") ?? Find(arguments, "--first") ?? "1");
        var count = Find(arguments, "--seed") is null ? Number(Find(arguments, "--count") ?? "100000") : 1;
        var isPlanted = arguments.Contains("--planted");
        var report = Comparing.Run(first, count, isPlanted ? PlantedMistake.Decide : Reference.Decide);
        // Those with a planted mistake are as they should be, and only counted.
        foreach (var disagreement in report.Disagreements.Take(isPlanted ? 0 : ShownDisagreements))
            Console.Error.WriteLine(disagreement);
        return Print(new
        {
            decisions = count,
            disagreements = report.Disagreements.Count,
            firstSeed = report.Disagreements.Count > 0 ? report.Disagreements[0].Seed : (long?)null,
            seconds = report.Seconds,
            untried = report.Tally.Missing.Select(branch => branch.ToString()),
            rarest = report.Tally.Rarest.ToString(),
            rarestCount = report.Tally[report.Tally.Rarest],
        });
    }

    private static int Print(object answer)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(answer));
        return 0;
    }

    private static string? Find(string[] arguments, string option)
    {
        var at = Array.IndexOf(arguments, option);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
