using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>kill -9 of a silo in the middle of its calls.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="isStartedAgain">Whether the supervisor starts it again at once, or the others have to do without it.</param>
internal sealed class SiloKill(string name, bool isStartedAgain) : IFailpoint
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Title => isStartedAgain ? "kill -9 of a silo, which is started again at once" : "kill -9 of a silo, which stays away";

    /// <inheritdoc/>
    public TimeSpan? RecoveryBar => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var end = Task.Delay(strike.Time);
        var victim = strike.Cluster.Silos[1];
        var starts = victim.Starts;
        victim.IsWanted = isStartedAgain;
        strike.Mark();
        victim.Send(StopSignal.Kill);
        await end;
        victim.IsWanted = true;
        await victim.WaitForStartAsync(starts + 1);
        return new Bite(strike.Failures > 0, $"{strike.Failures} attempts failed");
    }
}
