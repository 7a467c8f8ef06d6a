namespace Grpc.Core;

/// <summary>What generated code makes of a service's instance. Servers bind services by their type, so it remembers nothing.</summary>
public sealed class ServerServiceDefinition
{
    /// <summary>Starts a definition.</summary>
    public static Builder CreateBuilder() => new();

    /// <summary>Takes the methods of a service.</summary>
    public sealed class Builder
    {
        /// <summary>Takes a method of any sort.</summary>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, Delegate handler) => this;

        /// <summary>The definition.</summary>
        public ServerServiceDefinition Build() => new();
    }
}
