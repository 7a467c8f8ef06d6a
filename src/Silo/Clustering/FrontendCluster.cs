using MedRecords.Grains.Interfaces.Feed;
using MedRecords.Journal.PostgreSql;
using MedRecords.Silo.Hosting;
using Orleans.Configuration;

namespace MedRecords.Silo.Clustering;

/// <summary>Makes a process a client of its cluster's silos, which it finds in the journal's PostgreSQL.</summary>
internal static class FrontendCluster
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public static void Configure(WebApplicationBuilder builder, SiloSettings options)
    {
        PostgreSqlDriver.Register();
        var membership = PostgreSqlDriver.WithPool(PostgreSqlAddress.ToConnectionString(options.Database), "medrecords frontend", Cluster.MembershipConnections);
        try
        {
            builder.UseOrleansClient(client =>
            {
                client.Services.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Cluster.Name, Cluster.Name));
                client.Services.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
                client.UseAdoNetClustering(cluster => (cluster.Invariant, cluster.ConnectionString) = (PostgreSqlDriver.Invariant, membership));
                client.AddMemoryStreams(IFeedGrain.Notices);
                // A front end may be there before its silos; until then it is not ready.
                client.UseConnectionRetryFilter(static async (_, cancellation) =>
                {
                    await Task.Delay(RetryDelay, cancellation);
                    return true;
                });
            });
        }
        catch (NotSupportedException)
        {
            throw new StartRefusedException("A front end without charts needs the NuGet stack: the bundled one has no calls between processes. Start it with STACK=NuGet, or start a silo (--role silo), which has a front end of its own.");
        }
    }
}
