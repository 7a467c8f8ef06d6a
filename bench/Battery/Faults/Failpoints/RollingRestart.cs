using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>Silo after silo is stopped in order (SIGTERM) and started again, as in an upgrade.</summary>
internal sealed class RollingRestart : IFailpoint
{
    private const string LastWords = "Stopped. Everything acknowledged is stored.";

    /// <inheritdoc/>
    public string Name => "rolling";

    /// <inheritdoc/>
    public string Title => "silo after silo is stopped in order and started again";

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var end = Task.Delay(strike.Time);
        foreach (var silo in strike.Cluster.Silos)
        {
            var starts = silo.Starts;
            silo.Send(StopSignal.Terminate);
            await silo.WaitForStartAsync(starts + 1);
        }

        strike.Mark();
        await end;
        var stops = strike.Cluster.Silos.Count(silo => silo.CountInLog(LastWords) > 0);
        return new Bite(stops == strike.Cluster.Silos.Count, $"{stops} silos stopped in order, {strike.Failures} attempts failed");
    }
}
