using MedRecords.Grains.Charts;
using MedRecords.Simulation.Running;

namespace MedRecords.Simulation.Cluster;

/// <summary>The grain storage of snapshots. It promises little: what it gives may be an older snapshot, or none.</summary>
internal sealed class Snapshots(World world)
{
    private readonly Dictionary<string, List<byte[]>> _written = [];

    /// <summary>The newest snapshot of a chart, an older one, or none.</summary>
    public byte[] Read(string chart)
    {
        if (!_written.TryGetValue(chart, out var all) || world.Chance(10))
            return [];
        return world.Chance(25) ? all[world.Random.Next(all.Count)] : all[^1];
    }

    /// <summary>Keeps a snapshot.</summary>
    public void Write(string chart, byte[] snapshot)
    {
        if (!_written.TryGetValue(chart, out var all))
            _written.Add(chart, all = []);
        all.Add(snapshot);
        world.Note($"snapshot {all.Count} of {chart[..4]} written");
    }
}

/// <summary>A chart's snapshot as its grain holds it.</summary>
internal sealed class SnapshotState(World world, Snapshots snapshots, SimulatedProcess silo, string chart) : IPersistentState<SealedSnapshot>
{
    /// <inheritdoc/>
    public SealedSnapshot State { get; set; } = new();

    /// <summary>Which record was read; none here needs one.</summary>
    public string Etag => string.Empty;

    /// <inheritdoc/>
    public bool RecordExists => State.Payload.Length > 0;

    /// <inheritdoc/>
    public async Task ReadStateAsync()
    {
        await silo.DelayAsync(world.Between(50, 2_000));
        State = new SealedSnapshot { Payload = snapshots.Read(chart) };
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync()
    {
        var payload = State.Payload;
        await silo.DelayAsync(world.Between(50, 2_000));
        if (world.Chance(10))
            throw new IOException("The snapshot could not be written.");
        snapshots.Write(chart, payload);
    }

    /// <inheritdoc/>
    public Task ClearStateAsync() => throw new NotSupportedException();
}
