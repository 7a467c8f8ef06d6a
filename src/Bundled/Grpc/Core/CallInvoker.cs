namespace Grpc.Core;

/// <summary>Starts calls of any method.</summary>
public abstract class CallInvoker
{
    /// <summary>Sends one request and blocks until its response is there.</summary>
    public abstract TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class where TResponse : class;

    /// <summary>Sends one request for one response.</summary>
    public abstract AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class where TResponse : class;

    /// <summary>Sends one request for many responses.</summary>
    public abstract AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class where TResponse : class;

    /// <summary>Sends many requests for one response.</summary>
    public abstract AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
        where TRequest : class where TResponse : class;

    /// <summary>Sends many requests for many responses.</summary>
    public abstract AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
        where TRequest : class where TResponse : class;
}

/// <summary>A way to a server.</summary>
public abstract class ChannelBase
{
    /// <summary>Makes what starts calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();
}

/// <summary>The base of generated clients.</summary>
public abstract class ClientBase<T> where T : ClientBase<T>
{
    /// <summary>A client without a way to a server, for test doubles.</summary>
    protected ClientBase() => CallInvoker = null!;

    /// <summary>A client configured like another; generated code asks for it, and nobody calls it.</summary>
    protected ClientBase(ClientBaseConfiguration configuration) => throw new NotSupportedException();

    /// <summary>A client over a channel.</summary>
    public ClientBase(ChannelBase channel) => CallInvoker = channel.CreateCallInvoker();

    /// <summary>A client over a call invoker.</summary>
    public ClientBase(CallInvoker callInvoker) => CallInvoker = callInvoker;

    /// <summary>Starts the client's calls.</summary>
    protected CallInvoker CallInvoker { get; }

    /// <summary>Makes a client of the same type.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);

    /// <summary>What clients can share.</summary>
    protected internal abstract class ClientBaseConfiguration;
}
