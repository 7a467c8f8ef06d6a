using MedRecords.Testing;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>Each silo reaches the database by a way of its own, which can be made slow and lossy.</summary>
internal sealed class SlowGround : LoopbackGround
{
    private SlowGround(int port) => Links = Enumerable.Range(0, SiloCluster.Size).Select(_ => new SlowLink(port)).ToArray();

    /// <summary>The ways, one for each silo.</summary>
    public IReadOnlyList<SlowLink> Links { get; }

    /// <summary>Starts a server for it.</summary>
    public static new async Task<SlowGround> MakeAsync()
    {
        var server = await PostgresServer.StartAsync();
        return new SlowGround(server.Port) { Server = server, Database = await MakeDatabaseAsync(server) };
    }

    /// <inheritdoc/>
    public override SiloPlace PlaceOf(int silo) => new(Here, Here, By(Here, Links[silo].Port));

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        foreach (var link in Links)
            await link.DisposeAsync();
        await base.DisposeAsync();
    }
}
