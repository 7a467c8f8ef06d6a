using System.Net;
using MedRecords.Testing;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>Everything on 127.0.0.1.</summary>
internal class LoopbackGround : Ground
{
    /// <summary>The address of everything.</summary>
    protected static readonly string Here = IPAddress.Loopback.ToString();

    /// <summary>Starts a server for it.</summary>
    public static async Task<LoopbackGround> MakeAsync()
    {
        var server = await PostgresServer.StartAsync();
        return new LoopbackGround { Server = server, Database = await MakeDatabaseAsync(server) };
    }

    /// <inheritdoc/>
    public override SiloPlace PlaceOf(int silo) => new(Here, Here, By(Here, Server.Port));
}
