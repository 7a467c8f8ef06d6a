using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>SIGSTOP of a silo: its connections stay and it says nothing, as in a long pause of a virtual machine; then it goes on.</summary>
/// <param name="pause">How long it stands still.</param>
internal sealed class SiloPause(TimeSpan pause) : IFailpoint
{
    private static readonly TimeSpan _after = TimeSpan.FromSeconds(12);

    /// <inheritdoc/>
    public string Name => $"pause-{pause.TotalSeconds:0}";

    /// <inheritdoc/>
    public string Title => $"a silo stands still for {pause.TotalSeconds:0} s (SIGSTOP)";

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var victim = strike.Cluster.Silos[1];
        victim.Send(StopSignal.Pause);
        await Task.Delay(pause);
        victim.Send(StopSignal.Continue);
        strike.Mark();
        var failures = strike.Failures;
        await Task.Delay(_after);
        return new Bite(failures > 0, $"{failures} attempts failed meanwhile");
    }
}
