using System.CommandLine;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Lists the accounts.</summary>
internal static class StaffListCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var command = new Command("list", "List all accounts and the roles they hold.");
        shell.On(command, ListAsync);
        return command;
    }

    private static async Task ListAsync(Run run)
    {
        var accounts = (await run.Service.CallAsync(options => run.Service.Directory.ListAccountsAsync(new ListAccountsRequest(), options))).Accounts;
        if (run.Output.IsJson)
            foreach (var account in accounts)
                run.Output.Json(account);
        else
            run.Output.Draw(accounts.Aggregate(Tables.Create("User", "Name", "Sort", "Roles", ""), (table, account) => table.Row(
                account.User,
                account.DisplayName,
                Words.Of(account.Kind),
                string.Join(", ", account.Assignments.Select(Roles.ToText)),
                account.Enabled ? "" : "disabled")));
    }
}
