using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Sets up a cluster of one.</summary>
public static class CoreHostingExtensions
{
    /// <summary>Names the cluster, unless the names are left as they are; one process needs no ports.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev")
    {
        if ((serviceId, clusterId) != ("dev", "dev"))
            builder.Services.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (serviceId, clusterId));
        return builder;
    }
}

/// <summary>Accepts endpoints, of which one process needs none.</summary>
public static class EndpointOptionsExtensions
{
    /// <summary>Does nothing, because nobody connects to a cluster of one process.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false) => builder;
}

/// <summary>Accepts a membership database, which one process does not use.</summary>
public static class AdoNetHostingExtensions
{
    /// <summary>Checks the settings, so that they do not surprise the stack that uses them.</summary>
    public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions)
    {
        var options = new AdoNetClusteringSiloOptions();
        configureOptions(options);
        return string.IsNullOrWhiteSpace(options.Invariant) || string.IsNullOrWhiteSpace(options.ConnectionString)
            ? throw new OrleansConfigurationException("Clustering over a database needs the name of its driver and a connection string.")
            : builder;
    }
}
