using System.Text.Json.Nodes;
using Grpc.Core;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Clusters;

/// <summary>Waits for a process that was asked to drain, at whichever process answers meanwhile.</summary>
internal sealed class DrainWait(Run run, SiloInfo asked)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // The one that is asked for others may be the one that leaves, and then nobody is left to say so.
    private readonly bool _isTheOneAsked = Uri.TryCreate(asked.Address, UriKind.Absolute, out var address) && address.Authority == run.Settings.Server.Authority;

    /// <summary>The result for programs.</summary>
    public static JsonObject Json(string name, string state) => new() { ["name"] = name, ["state"] = state };

    /// <summary>Waits; throws where it has not stopped in time.</summary>
    public async Task RunAsync()
    {
        var until = run.Host.Time.GetUtcNow() + (run.Settings.Timeout ?? Longest);
        while (!await HasStoppedAsync())
        {
            if (run.Host.Time.GetUtcNow() + Pause >= until)
                throw new CliException(ExitCode.Unavailable, $"{asked.Name} was asked to drain and has not stopped yet: see `medrecords cluster`.");
            await Task.Delay(Pause, run.Host.Time, run.Cancellation);
        }

        run.Output.Result(Json(asked.Name, "stopped"), $"{asked.Name} has stopped. Everything that it acknowledged is stored.");
    }

    private async Task<bool> HasStoppedAsync()
    {
        try
        {
            var silos = await run.Service.CallAsync(options => run.Service.Cluster.ListSilosAsync(new ListSilosRequest(), options), repeatable: false);
            return silos.Silos.All(silo => silo.Name != asked.Name || silo.State == SiloState.Stopped);
        }
        catch (RpcException e) when (!run.Cancellation.IsCancellationRequested && Refusal.Of(e) is { MayPass: true } refusal)
        {
            return _isTheOneAsked && refusal.Break == Break.NoAnswer;
        }
    }
}
