using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>Finds stream providers from outside of grains.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>Returns the stream provider the host knows by this name.</summary>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        client.ServiceProvider.GetRequiredKeyedService<IStreamProvider>(name);
}

/// <summary>Finds stream providers from within grains.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>Returns the stream provider the host knows by this name.</summary>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
        grain.ServiceProvider.GetRequiredKeyedService<IStreamProvider>(name);
}
