using System.CommandLine;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Manages the accounts of patients.</summary>
internal static class PatientsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell) => new("patients", "Give patients access to their own charts.") { CreateAccount(shell) };

    private static Command CreateAccount(Shell shell)
    {
        var account = new NewAccountOptions();
        var chart = new Argument<string?>("CHART") { Description = "The patient's chart; none for somebody who stands in for a patient.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("account", "Add an account with which a patient sees the own chart, or a proxy that of somebody else.") { chart };
        account.AddTo(command);
        shell.On(command, async run =>
        {
            var request = new AddPatientAccountRequest { User = account.User(run), Password = account.Password(run), ChartId = run.Get(chart) ?? "", KeepPassword = account.KeepPassword(run) };
            var response = await run.Service.CallAsync(options => run.Service.Directory.AddPatientAccountAsync(request, options), repeatable: false);
            NewAccountOptions.Report(run, request.User, response.Account, response.OneTimePassword);
        });
        return command;
    }
}
