using MedRecords.Battery.Hosts;
using MedRecords.Testing;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>The database has a small disk of its own.</summary>
internal sealed class DiskGround : LoopbackGround
{
    private const int Mebibytes = 2048;

    /// <summary>The disk.</summary>
    public required LoopDisk Disk { get; init; }

    /// <summary>Starts a server on a new disk.</summary>
    public static new async Task<DiskGround> MakeAsync()
    {
        var disk = await LoopDisk.MakeAsync(Mebibytes);
        try
        {
            // Little log is kept ready, so that the log runs out of room too.
            var server = await PostgresServer.StartAsync(new Dictionary<string, string> { ["max_wal_size"] = "64MB", ["min_wal_size"] = "32MB" }, disk.Folder);
            return new DiskGround { Server = server, Database = await MakeDatabaseAsync(server), Disk = disk };
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Disk.DisposeAsync();
    }
}
