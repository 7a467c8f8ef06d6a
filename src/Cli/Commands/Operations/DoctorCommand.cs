using System.CommandLine;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Asks the service what is wrong with it and what it needs.</summary>
internal static class DoctorCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var command = new Command("doctor", "Find what is wrong with the service that answers, and what to do (as an administrator). For one that does not start: ./run doctor, with its options.");
        shell.On(command, RunAsync);
        return command;
    }

    private static async Task RunAsync(Run run)
    {
        var findings = (await run.Service.CallAsync(options => run.Service.Operations.DiagnoseAsync(new DiagnoseRequest(), options))).Findings;
        foreach (var finding in findings)
        {
            if (run.Output.IsJson)
                run.Output.Json(finding);
            else
                run.Output.Line($"{Mark(finding),-8}{finding.Check,-14}{finding.Words} {finding.Advice}".TrimEnd());
        }

        if (findings.Count(finding => finding.Severity == FindingSeverity.Error) is > 0 and var errors)
            throw new CliException(ExitCode.Failed, $"{errors} of {findings.Count} findings {(errors == 1 ? "is an error" : "are errors")}: see what each says.");
    }

    private static string Mark(Finding finding) => finding.Severity switch
    {
        FindingSeverity.Ok => "ok",
        FindingSeverity.Warning => "WARNING",
        _ => "ERROR",
    };
}
