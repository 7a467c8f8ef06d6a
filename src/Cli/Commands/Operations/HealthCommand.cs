using System.CommandLine;
using System.Text.Json.Nodes;
using Grpc.Core;
using MedRecords.Cli.HealthProtocol;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using Status = MedRecords.Cli.HealthProtocol.HealthCheckResponse.Types.ServingStatus;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Asks whether the service is ready, and waits for it where asked to.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var wait = new Option<TimeSpan?>("--wait") { HelpName = "SECONDS", Description = "Waits so long for the service to become ready.", CustomParser = Durations.Parse };
        var command = new Command("health", "Tell whether the service is ready; needs no sign-in.") { wait };
        shell.On(command, run => CheckAsync(run, run.Get(wait) ?? TimeSpan.Zero));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(Run run, TimeSpan wait)
    {
        var until = run.Host.Time.GetUtcNow() + wait;
        while (true)
        {
            var (ready, sentence) = await AskAsync(run);
            if (ready || run.Host.Time.GetUtcNow() + Pause >= until)
                return Report(run, ready, sentence);
            await Task.Delay(Pause, run.Host.Time, run.Cancellation);
        }
    }

    private static async Task<(bool Ready, string Sentence)> AskAsync(Run run)
    {
        try
        {
            var deadline = run.Host.Time.GetUtcNow().UtcDateTime + (run.Settings.Timeout ?? Answer);
            var status = (await run.Service.Health.CheckAsync(new HealthCheckRequest(), deadline: deadline, cancellationToken: run.Cancellation)).Status;
            return status == Status.Serving
                ? (true, $"The service at {run.Settings.ServerName} is ready.")
                : (false, $"The service at {run.Settings.ServerName} answers but is not ready yet.");
        }
        catch (RpcException e) when (!run.Cancellation.IsCancellationRequested)
        {
            return (false, Verdict.SentenceOf(Refusal.Of(e), run.Settings.ServerName, repeat: null));
        }
    }

    private static ExitCode Report(Run run, bool ready, string sentence)
    {
        if (run.Output.IsJson)
            run.Output.Json(new JsonObject { ["server"] = run.Settings.ServerName, ["ready"] = ready });
        if (!ready)
            throw new CliException(ExitCode.Unavailable, sentence);
        if (!run.Output.IsJson)
            run.Output.Line(sentence);
        return ExitCode.Ok;
    }
}
