namespace Grpc.Core;

/// <summary>What a handler knows and decides about the call it serves.</summary>
public abstract class ServerCallContext
{
    /// <summary>The request path: "/service/method".</summary>
    public string Method => MethodCore;

    /// <summary>The host the client asked for.</summary>
    public string Host => HostCore;

    /// <summary>The client's address: "ipv4:address:port" or alike.</summary>
    public string Peer => PeerCore;

    /// <summary>When the client stops waiting, in UTC; the greatest date if it never does.</summary>
    public DateTime Deadline => DeadlineCore;

    /// <summary>The metadata the client sent.</summary>
    public Metadata RequestHeaders => RequestHeadersCore;

    /// <summary>Fires when the client leaves or the deadline passes.</summary>
    public CancellationToken CancellationToken => CancellationTokenCore;

    /// <summary>The metadata to send along with the status.</summary>
    public Metadata ResponseTrailers => ResponseTrailersCore;

    /// <summary>The status to send when the handler returns.</summary>
    public Status Status { get => StatusCore; set => StatusCore = value; }

    /// <summary>How the next messages are written.</summary>
    public WriteOptions? WriteOptions { get => WriteOptionsCore; set => WriteOptionsCore = value; }

    /// <summary>What the transport knows about the client's identity.</summary>
    public AuthContext AuthContext => AuthContextCore;

    /// <summary>A place for interceptors and handlers to leave values for each other.</summary>
    public IDictionary<object, object> UserState => UserStateCore;

    /// <summary>Sends metadata ahead of the first message; at most once.</summary>
    public Task WriteResponseHeadersAsync(Metadata responseHeaders) => WriteResponseHeadersAsyncCore(responseHeaders);

    /// <summary>Supplies <see cref="Method"/>.</summary>
    protected abstract string MethodCore { get; }

    /// <summary>Supplies <see cref="Host"/>.</summary>
    protected abstract string HostCore { get; }

    /// <summary>Supplies <see cref="Peer"/>.</summary>
    protected abstract string PeerCore { get; }

    /// <summary>Supplies <see cref="Deadline"/>.</summary>
    protected abstract DateTime DeadlineCore { get; }

    /// <summary>Supplies <see cref="RequestHeaders"/>.</summary>
    protected abstract Metadata RequestHeadersCore { get; }

    /// <summary>Supplies <see cref="CancellationToken"/>.</summary>
    protected abstract CancellationToken CancellationTokenCore { get; }

    /// <summary>Supplies <see cref="ResponseTrailers"/>.</summary>
    protected abstract Metadata ResponseTrailersCore { get; }

    /// <summary>Supplies <see cref="Status"/>.</summary>
    protected abstract Status StatusCore { get; set; }

    /// <summary>Supplies <see cref="WriteOptions"/>.</summary>
    protected abstract WriteOptions? WriteOptionsCore { get; set; }

    /// <summary>Supplies <see cref="AuthContext"/>.</summary>
    protected abstract AuthContext AuthContextCore { get; }

    /// <summary>Supplies <see cref="UserState"/>.</summary>
    protected virtual IDictionary<object, object> UserStateCore { get; } = new Dictionary<object, object>();

    /// <summary>Supplies <see cref="WriteResponseHeadersAsync"/>.</summary>
    protected abstract Task WriteResponseHeadersAsyncCore(Metadata responseHeaders);

    /// <summary>Would carry deadline and cancellation to a further call; exists so that test doubles compile alike.</summary>
    protected abstract ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options);
}

/// <summary>Would say what a <see cref="ContextPropagationToken"/> carries.</summary>
public class ContextPropagationOptions;

/// <summary>Would carry a call's deadline and cancellation.</summary>
public abstract class ContextPropagationToken;
