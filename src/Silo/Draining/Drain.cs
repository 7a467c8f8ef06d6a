using MedRecords.Silo.Hosting;

namespace MedRecords.Silo.Draining;

/// <summary>
/// Takes the process out of service: health says so at once, calls are served for a grace time so that load
/// balancers can turn away, and then the host stops. What follows is the host's order: the front end refuses new
/// calls and waits for those in flight, then grains leave, then the journal closes.
/// </summary>
internal sealed partial class Drain(SiloSettings options, IHostApplicationLifetime life, TimeProvider time, ILogger<Drain> log) : IDisposable
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _hurry = new();

    /// <summary>Ends when the process begins to leave.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Begins; a second time it ends the grace time.</summary>
    public void Begin(string why)
    {
        if (!_begun.TrySetResult())
        {
            _hurry.Cancel();
            return;
        }

        // Before it has served, nobody has to turn away.
        var grace = life.ApplicationStarted.IsCancellationRequested ? options.Grace : TimeSpan.Zero;
        LogBegun(why, grace.TotalSeconds);
        _ = LeaveAsync(grace);
    }

    /// <inheritdoc/>
    public void Dispose() => _hurry.Dispose();

    private async Task LeaveAsync(TimeSpan grace)
    {
        await Task.Delay(grace, time, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        life.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Draining. {Why} Calls are taken for {Seconds} seconds more; then those in flight end.")]
    private partial void LogBegun(string why, double seconds);
}
