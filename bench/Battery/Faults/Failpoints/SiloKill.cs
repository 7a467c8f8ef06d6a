using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>kill -9 of a silo in the middle of its calls; it is started again at once, as a supervisor does.</summary>
internal sealed class SiloKill : IFailpoint
{
    /// <inheritdoc/>
    public string Name => "kill";

    /// <inheritdoc/>
    public string Title => "kill -9 of a silo, which is started again";

    /// <inheritdoc/>
    public TimeSpan? RecoveryBar => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var end = Task.Delay(strike.Time);
        var victim = strike.Cluster.Silos[1];
        strike.Mark();
        victim.Send(StopSignal.Kill);
        await victim.WaitForExitAsync();
        await victim.StartAsync();
        await end;
        return new Bite(strike.Failures > 0, $"{strike.Failures} attempts failed");
    }
}
