namespace Grpc.Core;

/// <summary>Which side of a method streams.</summary>
public enum MethodType
{
    /// <summary>One request, one response.</summary>
    Unary,
    /// <summary>Many requests, one response.</summary>
    ClientStreaming,
    /// <summary>One request, many responses.</summary>
    ServerStreaming,
    /// <summary>Many requests, many responses.</summary>
    DuplexStreaming,
}

/// <summary>A method whatever its messages.</summary>
public interface IMethod
{
    /// <summary>Which side streams.</summary>
    MethodType Type { get; }

    /// <summary>The full name of the service.</summary>
    string ServiceName { get; }

    /// <summary>The name within the service.</summary>
    string Name { get; }

    /// <summary>The request path: "/service/method".</summary>
    string FullName { get; }
}

/// <summary>A method and how its messages are written and read.</summary>
public class Method<TRequest, TResponse>(MethodType type, string serviceName, string name,
    Marshaller<TRequest> requestMarshaller, Marshaller<TResponse> responseMarshaller) : IMethod
{
    /// <inheritdoc/>
    public MethodType Type => type;

    /// <inheritdoc/>
    public string ServiceName => serviceName;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string FullName { get; } = $"/{serviceName}/{name}";

    /// <summary>Writes and reads requests.</summary>
    public Marshaller<TRequest> RequestMarshaller => requestMarshaller;

    /// <summary>Writes and reads responses.</summary>
    public Marshaller<TResponse> ResponseMarshaller => responseMarshaller;
}
