using MedRecords.Battery.Faults.Cluster;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>The ways between silos and database become long, or lossy: calls take longer, and some connections break in the middle of a commit.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="delay">How long each piece of data is held up.</param>
/// <param name="isLossy">Whether packets get lost and connections break.</param>
internal sealed class SlowNetwork(string name, TimeSpan delay, bool isLossy) : IFailpoint
{
    private static readonly TimeSpan _duration = TimeSpan.FromSeconds(12);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Title => isLossy
        ? "packets between silos and database get lost, and connections break"
        : $"whatever goes between silos and database takes {delay.TotalMilliseconds:0} ms longer each way";

    /// <inheritdoc/>
    public async Task<Ground> PrepareAsync() => await SlowGround.MakeAsync();

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var end = Task.Delay(strike.Time);
        var links = ((SlowGround)strike.Cluster.Ground).Links;
        foreach (var link in links)
            (link.Delay, link.IsLossy) = (delay, isLossy);
        await Task.Delay(_duration);
        foreach (var link in links)
            (link.Delay, link.IsLossy) = (TimeSpan.Zero, false);
        strike.Mark();
        await end;
        var (held, broken) = (links.Sum(link => link.Held), links.Sum(link => link.Broken));
        return new Bite(held > 0 && (!isLossy || broken > 0), $"{held} pieces of data held up, {broken} connections broken, {strike.Failures} attempts failed");
    }
}
