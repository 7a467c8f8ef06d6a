using MedRecords.Battery.Faults.Cluster;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>The database's disk is full for a while; a server that ended because of it is started again once there is room.</summary>
internal sealed class FullDisk : IFailpoint
{
    private const string NoRoom = "No space left on device";
    private static readonly TimeSpan _full = TimeSpan.FromSeconds(8);

    /// <inheritdoc/>
    public string Name => "disk";

    /// <inheritdoc/>
    public string Title => $"the database's disk is full for {_full.TotalSeconds:0} s";

    /// <inheritdoc/>
    public async Task<Ground> PrepareAsync() => await DiskGround.MakeAsync();

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var end = Task.Delay(strike.Time);
        var ground = (DiskGround)strike.Cluster.Ground;
        await ground.Disk.FillAsync();
        await Task.Delay(_full);
        ground.Disk.MakeRoom();
        if (!ground.Server.IsRunning)
            await ground.Server.StartAgainAsync();
        strike.Mark();
        await end;
        var complaints = File.ReadLines(ground.Server.Log).Count(line => line.Contains(NoRoom, StringComparison.Ordinal));
        return new Bite(complaints > 0 && strike.Failures > 0, $"the server's log says {complaints} times that no space is left; {strike.Failures} attempts failed");
    }
}
