using System.CommandLine;
using System.Text.Json.Nodes;
using Grpc.Core;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Sessions;

/// <summary>Ends the session, at the service and on this machine.</summary>
internal static class SignOutCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var everywhere = new Option<bool>("--everywhere") { Description = "Ends all your sessions, on other machines too." };
        var command = new Command("sign-out", "End the session, here and at the service.") { everywhere };
        shell.On(command, run => SignOutAsync(run, run.Get(everywhere)));
        return command;
    }

    private static async Task SignOutAsync(Run run, bool everywhere)
    {
        var credentials = run.Service.Credentials;
        var user = credentials.User();
        if (credentials.Find() is { } session && session.IsValidAt(run.Host.Time.GetUtcNow()))
            await EndAsync(run, everywhere);
        else if (everywhere)
            await run.Service.CallAsync(options => run.Service.Sessions.SignOutAsync(new SignOutRequest { Everywhere = true }, options));
        credentials.Forget();
        run.Output.Result(new JsonObject { ["user"] = user, ["everywhere"] = everywhere }, everywhere ? $"Signed {user} out everywhere." : $"Signed {user} out.");
    }

    private static async Task EndAsync(Run run, bool everywhere)
    {
        try
        {
            var options = run.Service.Anonymous(Service.OrdinaryTimeout);
            options.Headers!.Add("authorization", $"Bearer {run.Service.Credentials.Find()!.Token}");
            await run.Service.Sessions.SignOutAsync(new SignOutRequest { Everywhere = everywhere }, options);
        }
        catch (RpcException e) when (!everywhere && Refusal.Of(e).Reason == ErrorReason.NotSignedIn)
        {
            // The session had ended already, which is what was asked for.
        }
    }
}
