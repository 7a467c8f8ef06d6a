using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Collects the settings of a client of other hosts' grains.</summary>
public interface IClientBuilder
{
    /// <summary>Gets the services of the host.</summary>
    IServiceCollection Services { get; }
}

/// <summary>Refuses to be a client of grains elsewhere, since calls stay within a process here.</summary>
public static class ClientExtensions
{
    /// <summary>Throws, so that the host can tell its operator.</summary>
    public static IHostApplicationBuilder UseOrleansClient(this IHostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate) => throw NoClients();

    /// <summary>Throws.</summary>
    public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions) => throw NoClients();

    /// <summary>Throws.</summary>
    public static IClientBuilder AddMemoryStreams(this IClientBuilder builder, string name) => throw NoClients();

    /// <summary>Throws.</summary>
    public static IClientBuilder UseConnectionRetryFilter(this IClientBuilder builder, Func<Exception, CancellationToken, Task<bool>> connectionRetryFilter) => throw NoClients();

    private static NotSupportedException NoClients() => new("Calls of grains stay within one process: there are no clients of other hosts.");
}
