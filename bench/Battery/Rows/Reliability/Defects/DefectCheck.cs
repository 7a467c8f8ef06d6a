using System.Text.Json;
using System.Text.RegularExpressions;

namespace MedRecords.Battery.Rows.Reliability.Defects;

/// <summary>What a check said of a copy of the sources.</summary>
internal enum CheckOutcome
{
    /// <summary>All is well.</summary>
    Passed,

    /// <summary>Something is wrong.</summary>
    Failed,

    /// <summary>It came to no result.</summary>
    Broken,
}

/// <summary>Runs what has to catch a defect: the simulation, another row, or a test.</summary>
internal static partial class DefectCheck
{
    /// <summary>Runs a check, after building what it needs.</summary>
    public static Task<CheckOutcome> RunAsync(SourceCopy copy, string check) => check.Split(' ') switch
    {
        ["R8", .. var options] => RunSimulationAsync(copy, options),
        [var project, var filter] when project.StartsWith("tests/", StringComparison.Ordinal) => RunTestAsync(copy, project, filter),
        var row => RunRowAsync(copy, row),
    };

    /// <summary>The program that row R8 starts, without building the rows.</summary>
    private static async Task<CheckOutcome> RunSimulationAsync(SourceCopy copy, string[] options)
    {
        await copy.BuildAsync("tests/Simulation");
        var (_, output) = await copy.RunAsync([copy.ProgramOf("Simulation"), .. options, "--stop"]);
        return Read(output, static report => report.GetProperty("failed").GetInt32() > 0);
    }

    private static async Task<CheckOutcome> RunRowAsync(SourceCopy copy, string[] row)
    {
        await copy.BuildAsync("bench/Battery");
        var (_, output) = await copy.RunAsync([copy.ProgramOf("Battery"), .. row]);
        return Read(output, static report => !report.GetProperty("met").GetBoolean());
    }

    private static async Task<CheckOutcome> RunTestAsync(SourceCopy copy, string project, string filter)
    {
        await copy.BuildAsync(project);
        var (_, output) = await copy.RunAsync("test", project, "-c", "Release", "--no-build", $"-p:Stack={Hosts.Self.Stack}", "--filter", $"FullyQualifiedName~{filter}", "-nologo");
        var counts = Counts().Match(output);
        if (!counts.Success)
            return CheckOutcome.Broken;
        return counts.Groups["failed"].Value != "0" ? CheckOutcome.Failed : CheckOutcome.Passed;
    }

    private static CheckOutcome Read(string output, Func<JsonElement, bool> isWrong)
    {
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith('{'));
        if (line is null)
            return CheckOutcome.Broken;
        var report = JsonDocument.Parse(line).RootElement;
        // A row that could not run has counted nothing.
        if (report.TryGetProperty("count", out var count) && count.GetInt64() == 0)
            return CheckOutcome.Broken;
        return isWrong(report) ? CheckOutcome.Failed : CheckOutcome.Passed;
    }

    [GeneratedRegex(@"(Passed|Failed)! +- Failed: +(?<failed>\d+), Passed: +\d+")]
    private static partial Regex Counts();
}
