using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Checks one chart, or the whole journal.</summary>
internal static class VerifyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = new Argument<string?>("CHART") { Description = "The chart to check; without one, the whole journal (as an administrator).", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("verify", "Check that nothing stored was changed or lost.") { chart };
        shell.On(command, run => run.Get(chart) is { } id ? ChartAsync(run, id) : JournalAsync(run));
        return command;
    }

    private static async Task ChartAsync(Run run, string chartId)
    {
        var found = await run.Service.CallAsync(
            async options => await run.Service.Charts.VerifyChartAsync(new VerifyChartRequest { ChartId = chartId }, options), Service.ChartTimeout, repeatable: true);
        run.Output.Result(
            new JsonObject { ["chartId"] = chartId, ["intact"] = found.Intact, ["versions"] = found.Versions, ["firstBroken"] = found.FirstBroken, ["head"] = Convert.ToHexStringLower(found.Head.Span) },
            found.Intact ? $"Chart {chartId} is intact: {found.Versions} versions, newest hash {Convert.ToHexStringLower(found.Head.Span)}." : $"Chart {chartId}: {found.Versions} versions checked.");
        if (!found.Intact)
            throw new CliException(ExitCode.Damaged, $"Chart {chartId} is damaged from version {found.FirstBroken} on: tell the operator, and keep the journal as it is.");
    }

    private static async Task JournalAsync(Run run)
    {
        var findings = new List<string>();
        VerifyJournalResponse? last = null;
        await foreach (var progress in run.Service.ReadAsync(options => run.Service.Operations.VerifyJournal(new VerifyJournalRequest(), options), Service.JournalTimeout))
        {
            last = progress;
            if (progress.Finding.Length > 0 && !findings.Contains(progress.Finding))
                findings.Add(progress.Finding);
            if (run.Output.IsLive)
                run.Host.Error.Write($"\r{progress.Commits} commits checked");
        }
        if (run.Output.IsLive)
            run.Host.Error.Write("\r\u001b[K");
        if (last?.Finished != true)
            throw new CliException(ExitCode.Unavailable, "The check broke off before its end: run it again.");
        run.Output.Result(
            new JsonObject { ["intact"] = findings.Count == 0, ["commits"] = last.Commits, ["versions"] = last.Versions, ["findings"] = new JsonArray([.. findings.Select(finding => JsonValue.Create(finding))]) },
            findings.Count == 0 ? $"The journal is intact: {last.Commits} commits, {last.Versions} versions." : $"{last.Commits} commits and {last.Versions} versions checked.");
        if (findings.Count > 0)
            throw new CliException(ExitCode.Damaged, $"The journal is damaged: {string.Join("; ", findings)}. Keep it as it is, and look at the operator's guide before anything else.");
    }
}
