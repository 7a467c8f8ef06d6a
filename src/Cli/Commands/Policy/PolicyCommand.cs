using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.Policies;

namespace MedRecords.Cli.Commands.Policy;

/// <summary>Policies of institutions, as files.</summary>
internal static class PolicyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell) => new("policy", "Policies of institutions, as files.") { CreateCheck(shell) };

    private static Command CreateCheck(Shell shell)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The policy's file (YAML)." };
        var command = new Command("check", "Check a policy's file, and those that it extends: its form, and whether it keeps to the law that they state. Asks no service.") { file };
        shell.On(command, run => CheckAsync(run, run.Get(file)!));
        return command;
    }

    private static Task CheckAsync(Run run, FileInfo file)
    {
        var problems = PolicyFiles.Read(file.ToString(), static () => new V1.Policy()).Problems;
        foreach (var problem in problems)
        {
            if (run.Output.IsJson)
                run.Output.Result(new JsonObject { ["file"] = problem.File, ["line"] = problem.Line, ["column"] = problem.Column, ["problem"] = problem.Sentence }, "");
            else
                run.Output.Line(problem.ToString());
        }

        if (problems.Count > 0)
            throw new CliException(ExitCode.BrokenInput, problems.Count == 1 ? "The policy has a problem: correct it." : $"The policy has {problems.Count} problems: correct them.");
        if (!run.Output.IsJson)
            run.Output.Line($"{file} is sound.");
        return Task.CompletedTask;
    }
}
