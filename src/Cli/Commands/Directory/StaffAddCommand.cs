using System.CommandLine;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Adds an account for a member of staff.</summary>
internal static class StaffAddCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var account = new NewAccountOptions();
        var name = new Option<string>("--name") { HelpName = "NAME", Description = "Name of the person.", Required = true };
        var roles = new Option<string[]>("--role") { HelpName = "ROLE@SITE", Description = "A role held, e.g. nurse@ward-3; once for each.", Required = true };
        var command = new Command("add", "Add an account for a member of staff.") { name, roles };
        account.AddTo(command);
        shell.On(command, async run =>
        {
            var request = new AddStaffRequest
            {
                User = account.User(run),
                DisplayName = run.Get(name),
                Password = account.Password(run),
                KeepPassword = account.KeepPassword(run),
                Assignments = { run.Get(roles)!.Select(Roles.Parse) },
            };
            // Not repeated: a second attempt would find the name taken and lose the password that the first one made.
            var response = await run.Service.CallAsync(options => run.Service.Directory.AddStaffAsync(request, options), repeatable: false);
            NewAccountOptions.Report(run, request.User, response.Account, response.OneTimePassword);
        });
        return command;
    }
}
