using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Replaces the roles that an account holds.</summary>
internal static class StaffRolesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var user = new Argument<string>("USER") { Description = "User name." };
        var roles = new Argument<string[]>("ROLE@SITE") { Description = "All the roles held from now on, e.g. nurse@ward-3; none takes every role away.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("roles", "Replace the roles that an account holds, at once.") { user, roles };
        shell.On(command, run => SetAsync(run, new SetAssignmentsRequest { User = run.Get(user), Assignments = { run.Get(roles).Select(Roles.Parse) } }));
        return command;
    }

    private static async Task SetAsync(Run run, SetAssignmentsRequest request)
    {
        await run.Service.CallAsync(options => run.Service.Directory.SetAssignmentsAsync(request, options));
        var roles = request.Assignments.Select(Roles.ToText).ToArray();
        run.Output.Result(
            new JsonObject { ["user"] = request.User, ["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]) },
            $"{request.User} now holds {(roles.Length == 0 ? "no role" : string.Join(", ", roles))}.");
    }
}
