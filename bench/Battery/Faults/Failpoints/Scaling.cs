using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>All silos but one leave in order, come back, and leave again, while clients go on.</summary>
internal sealed class Scaling : IFailpoint
{
    private const string LastWords = "Stopped. Everything acknowledged is stored.";
    private const int Phases = 4;
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public string Name => "scale";

    /// <inheritdoc/>
    public string Title => "from three silos to one, to three, and to one again";

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var others = strike.Cluster.Silos.Skip(1).ToList();
        var phase = strike.Time / Phases;
        await LeaveAsync(others, stops: 1);
        await Task.Delay(phase);
        await ReturnAsync(others);
        await Task.Delay(phase);
        await LeaveAsync(others, stops: 2);
        strike.Mark();
        await Task.Delay(phase);
        var stops = others.Sum(silo => silo.CountInLog(LastWords));
        await ReturnAsync(others);
        return new Bite(stops == 2 * others.Count, $"silos left in order {stops} times and came back, {strike.Failures} attempts failed");
    }

    private static async Task LeaveAsync(List<SiloProcess> silos, int stops)
    {
        foreach (var silo in silos)
        {
            silo.IsWanted = false;
            silo.Send(StopSignal.Terminate);
            using var patience = new CancellationTokenSource(_patience);
            while (silo.CountInLog(LastWords) < stops)
                await Task.Delay(_glance, patience.Token);
        }
    }

    private static async Task ReturnAsync(List<SiloProcess> silos)
    {
        foreach (var silo in silos)
        {
            var starts = silo.Starts;
            silo.IsWanted = true;
            await silo.WaitForStartAsync(starts + 1);
        }
    }
}
