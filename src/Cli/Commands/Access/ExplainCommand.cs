using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Says whether somebody would be permitted something, and why.</summary>
internal static class ExplainCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var user = new Option<string?>("--about") { HelpName = "USER", Description = "User name of the one who would ask. [default: you]" };
        var action = new Option<string>("--action") { HelpName = "ACTION", Description = "What they would do, e.g. read, append, export.", DefaultValueFactory = _ => "read" };
        var purpose = new Option<string?>("--for-purpose") { HelpName = "PURPOSE", Description = "What for. [default: what their role is for]" };
        var entry = new Option<long>("--entry") { HelpName = "ENTRY", Description = "An entry that they would see." };
        var command = new Command("explain", "Say whether somebody would be permitted something with a chart, and why.") { chart, user, action, purpose, entry };
        shell.On(command, run => ExplainAsync(run, new ExplainRequest
        {
            ChartId = run.Get(chart),
            User = run.Get(user) ?? "",
            Action = AccessOptions.Read<AccessAction>(run.Get(action)!, "--action"),
            Purpose = run.Get(purpose) is { } text ? AccessOptions.Read<Purpose>(text, "--for-purpose") : Purpose.Unspecified,
            EntryId = run.Get(entry),
        }));
        return command;
    }

    private static async Task ExplainAsync(Run run, ExplainRequest request)
    {
        var explanations = (await run.Service.CallAsync(options => run.Service.Access.ExplainAsync(request, options))).Explanations;
        if (run.Output.IsJson)
        {
            foreach (var explanation in explanations)
                run.Output.Json(explanation);
            return;
        }

        if (explanations.Count == 0)
            run.Output.Line("No: they hold no role, and are neither the patient nor a proxy.");
        foreach (var explanation in explanations)
            Say(run, explanation);
    }

    private static void Say(Run run, Explanation explanation)
    {
        run.Output.Line($"{(explanation.Permitted ? "Yes" : "No")}, as {Values.Join("@", Words.Of(explanation.Role), explanation.Site)}:");
        foreach (var step in explanation.Steps)
            run.Output.Line($"  {(step.Holds ? "✓" : "✗")} {step.Says}");
        if (explanation.Masked.Count > 0)
            run.Output.Line($"  Not shown: {AccessOptions.List(explanation.Masked, "")}.");
        if (explanation.Obligations.Count > 0)
            run.Output.Line($"  Then: {AccessOptions.List(explanation.Obligations, "")}.");
    }
}
