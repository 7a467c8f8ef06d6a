using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Sessions;

/// <summary>Changes the caller's password and keeps the new session.</summary>
internal static class ChangePasswordCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var file = new Option<FileInfo?>("--new-password-file") { HelpName = "FILE", Description = "Reads the new password from a file; MEDRECORDS_NEW_PASSWORD can hold it instead." };
        var command = new Command("change-password", "Change your password; your other sessions end.") { file };
        shell.On(command, run => ChangeAsync(run, run.Get(file)));
        return command;
    }

    private static async Task ChangeAsync(Run run, FileInfo? newPasswordFile)
    {
        var credentials = run.Service.Credentials;
        var session = await credentials.SignInAsync();
        var request = new ChangePasswordRequest { CurrentPassword = credentials.Password(), NewPassword = Passwords.New(run.Host, newPasswordFile) };
        var response = await run.Service.CallAsync(options => run.Service.Sessions.ChangePasswordAsync(request, options), repeatable: false);
        credentials.Replace(session with { Token = response.Token, ExpiresAt = response.ExpiresAt.ToDateTimeOffset(), MustChangePassword = false });
        run.Output.Result(new JsonObject { ["user"] = session.User, ["changed"] = true }, $"The password of {session.User} is changed; all other sessions have ended.");
    }
}
