using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Serialization;

/// <summary>Collects serializer settings, of which one process needs none.</summary>
public interface ISerializerBuilder
{
    /// <summary>Gets the services of the host.</summary>
    IServiceCollection Services { get; }
}

/// <summary>Accepts serializer settings.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Runs the settings and keeps nothing of them.</summary>
    public static IServiceCollection AddSerializer(this IServiceCollection services, Action<ISerializerBuilder>? configure = null)
    {
        configure?.Invoke(new Builder(services));
        return services;
    }

    private sealed record Builder(IServiceCollection Services) : ISerializerBuilder;
}

/// <summary>Accepts Protobuf as a serializer.</summary>
public static class SerializationHostingExtensions
{
    /// <summary>Does nothing, because messages pass between grains of one process as they are.</summary>
    public static ISerializerBuilder AddProtobufSerializer(this ISerializerBuilder serializerBuilder) => serializerBuilder;
}
