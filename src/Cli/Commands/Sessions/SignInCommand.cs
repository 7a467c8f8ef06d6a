using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Sessions;

/// <summary>Signs in and keeps the session for the commands that follow.</summary>
internal static class SignInCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var command = new Command("sign-in", "Sign in; the commands that follow use this session until it ends.");
        shell.On(command, SignInAsync);
        return command;
    }

    private static async Task SignInAsync(Run run)
    {
        var session = await run.Service.Credentials.SignInAsync();
        run.Service.Credentials.Remember();
        run.Output.Result(ToJson(session), $"Signed in to {run.Settings.ServerName} as {session.User}{RolesOf(session)}, until {session.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}.");
        if (session.MustChangePassword)
            run.Output.Note("The password must be changed before anything else: run `medrecords change-password`.");
    }

    private static string RolesOf(StoredSession session) => session.Roles.Count == 0 ? "" : $" ({string.Join(", ", session.Roles)})";

    private static JsonObject ToJson(StoredSession session) => new()
    {
        ["server"] = session.Server.TrimEnd('/'),
        ["user"] = session.User,
        ["account"] = session.Account,
        ["roles"] = new JsonArray([.. session.Roles.Select(role => JsonValue.Create(role))]),
        ["chartId"] = session.ChartId.Length > 0 ? session.ChartId : null,
        ["expiresAt"] = session.ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        ["mustChangePassword"] = session.MustChangePassword,
    };
}
