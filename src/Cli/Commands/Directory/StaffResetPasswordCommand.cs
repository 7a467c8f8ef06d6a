using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Gives an account a new one-time password.</summary>
internal static class StaffResetPasswordCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var user = new Argument<string>("USER") { Description = "User name." };
        var command = new Command("reset-password", "Give an account a new one-time password; its sessions end.") { user };
        shell.On(command, async run =>
        {
            var request = new ResetPasswordRequest { User = run.Get(user) };
            var response = await run.Service.CallAsync(options => run.Service.Directory.ResetPasswordAsync(request, options));
            run.Output.Result(
                new JsonObject { ["user"] = request.User, ["oneTimePassword"] = response.OneTimePassword },
                $"New password of {request.User}, shown this once: {response.OneTimePassword}");
        });
        return command;
    }
}
