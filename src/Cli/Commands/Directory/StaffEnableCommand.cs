using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Enables or disables an account.</summary>
internal static class StaffEnableCommand
{
    /// <summary>Creates one of the two commands.</summary>
    public static Command Create(Shell shell, string name, string description, bool enabled)
    {
        var user = new Argument<string>("USER") { Description = "User name." };
        var command = new Command(name, description) { user };
        shell.On(command, async run =>
        {
            var request = new SetEnabledRequest { User = run.Get(user), Enabled = enabled };
            await run.Service.CallAsync(options => run.Service.Directory.SetEnabledAsync(request, options));
            run.Output.Result(new JsonObject { ["user"] = request.User, ["enabled"] = enabled }, $"{request.User} is {(enabled ? "enabled" : "disabled")}.");
        });
        return command;
    }
}
