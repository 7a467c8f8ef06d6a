using System.Net;
using System.Net.Sockets;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using MedRecords.Silo.Hosting;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace MedRecords.Silo.Clustering;

/// <summary>
/// What Orleans is used for: grains, membership over the journal's PostgreSQL, snapshots that can be made
/// anew, and notices of commits. None of it is where truth is kept.
/// </summary>
internal static class Cluster
{
    /// <summary>Name of the cluster, and of the service whose state it keeps.</summary>
    public const string Name = "medrecords";

    /// <summary>The storage that snapshots are kept in, behind the one that grains ask.</summary>
    private const string Stored = "stored-" + ChartServices.SnapshotStorage;

    // Few connections each, so that several silos fit into what a server allows: docs/operations.md counts them.
    public const int MembershipConnections = 2;
    private const int SnapshotConnections = 4;

    public static async Task ConfigureAsync(WebApplicationBuilder builder, SiloSettings options, IJournalStore store, CancellationToken cancellation)
    {
        var connection = options.IsPostgreSql ? PostgreSqlAddress.ToConnectionString(options.Database) : string.Empty;
        if (options.IsPostgreSql)
        {
            PostgreSqlDriver.Register();
            await PostgreSqlDriver.RunAsync(connection, Scripts.Read(), cancellation);
        }

        // A stand-alone silo has no others to be found by.
        var (siloPort, gatewayPort) = options.IsPostgreSql ? (Port(options.SiloPort), Port(options.GatewayPort)) : (Port(0), Port(0));
        builder.UseOrleans(silo =>
        {
            silo.Services.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name));
            silo.Services.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(options.ChartIdleMinutes));
            // A silo that was killed must not keep its successor from joining for long.
            silo.Services.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(2);
                membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
                membership.NumMissedTableIAmAliveLimit = 3;
            });
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(IFeedGrain.Notices);
            silo.Services.AddGrainStorage(ChartServices.SnapshotStorage, (services, _) => new DispensableStorage(
                services.GetRequiredKeyedService<IGrainStorage>(Stored), services.GetRequiredService<ILogger<DispensableStorage>>()));
            if (options.IsPostgreSql)
                UsePostgreSql(silo, connection, Address(options.ClusterAddress), siloPort, gatewayPort);
            else
                UseStandalone(silo, (ISnapshotStore)store, siloPort, gatewayPort);
        });
    }

    private static void UsePostgreSql(ISiloBuilder silo, string connection, IPAddress address, int siloPort, int gatewayPort)
    {
        var membership = PostgreSqlDriver.WithPool(connection, "medrecords membership", MembershipConnections);
        var snapshots = PostgreSqlDriver.WithPool(connection, "medrecords snapshots", SnapshotConnections);
        silo.UseAdoNetClustering(cluster => (cluster.Invariant, cluster.ConnectionString) = (PostgreSqlDriver.Invariant, membership));
        silo.ConfigureEndpoints(address, siloPort, gatewayPort);
        silo.AddAdoNetGrainStorage(Stored, storage => (storage.Invariant, storage.ConnectionString) = (PostgreSqlDriver.Invariant, snapshots));
    }

    private static void UseStandalone(ISiloBuilder silo, ISnapshotStore snapshots, int siloPort, int gatewayPort)
    {
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: Name, clusterId: Name);
        silo.Services.AddGrainStorage(Stored, (_, _) => new SnapshotStorage(snapshots));
    }

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new StartRefusedException("--cluster-address must be an address of this machine, e.g. 10.0.0.5.");

    private static int Port(int wanted)
    {
        using var listener = new TcpListener(IPAddress.Loopback, wanted);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException) when (wanted is SiloSettings.UsualSiloPort or SiloSettings.UsualGatewayPort)
        {
            // Another silo on this machine has it.
            return Port(0);
        }
        catch (SocketException)
        {
            throw new StartRefusedException($"The port {wanted} between silos is in use. Choose another with --silo-port or --gateway-port.");
        }
    }
}
