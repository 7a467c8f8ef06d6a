using System.Net;
using MedRecords.Testing;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>Everything on 127.0.0.1.</summary>
internal class LoopbackGround : Ground
{
    private static readonly string _here = IPAddress.Loopback.ToString();

    /// <summary>Starts a server for it.</summary>
    public static async Task<LoopbackGround> MakeAsync()
    {
        var server = await PostgresServer.StartAsync();
        return new LoopbackGround { Server = server, Database = await MakeDatabaseAsync(server) };
    }

    /// <inheritdoc/>
    public override SiloPlace PlaceOf(int silo) => new(_here, _here, By(_here, Server.Port));
}
