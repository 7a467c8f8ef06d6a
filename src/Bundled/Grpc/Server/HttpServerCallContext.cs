using System.IO.Compression;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>One call over one HTTP/2 stream; what a call rarely needs is made when asked for.</summary>
internal sealed class HttpServerCallContext : ServerCallContext
{
    private const int Http2Cancel = 8;
    private const string HandlerFailed = "Exception was thrown by handler.";
    private static readonly AuthContext NotAuthenticated = new(null, []);
    private readonly GrpcServiceOptions _options;
    private readonly CallDeadline? _deadline;
    private readonly bool _compresses;
    private Metadata? _requestHeaders, _trailers;
    private bool _ended;

    public HttpServerCallContext(HttpContext http, GrpcServiceOptions options)
    {
        (Http, _options) = (http, options);
        http.Response.ContentType = Headers.ContentType;
        if (options.ResponseCompressionAlgorithm == Gzip.Name && AcceptsGzip(http.Request.Headers.GrpcAcceptEncoding))
        {
            _compresses = true;
            http.Response.Headers.GrpcEncoding = Gzip.Name;
        }
        if (Timeouts.Parse(http.Request.Headers.GrpcTimeout) is { } timeout)
            _deadline = new CallDeadline(this, timeout);
    }

    public HttpContext Http { get; }

    protected override string MethodCore => Http.Request.Path.Value!;
    protected override string HostCore => Http.Request.Host.Value!;
    protected override DateTime DeadlineCore => _deadline?.At ?? DateTime.MaxValue;
    protected override CancellationToken CancellationTokenCore => _deadline?.Token ?? Http.RequestAborted;
    protected override Metadata ResponseTrailersCore => _trailers ??= [];
    protected override Status StatusCore { get; set; }
    protected override WriteOptions? WriteOptionsCore { get; set; }
    protected override AuthContext AuthContextCore => NotAuthenticated;
    protected override IDictionary<object, object> UserStateCore => Http.Items!;
    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

    protected override string PeerCore => Http.Connection is { RemoteIpAddress: { } address, RemotePort: var port }
        ? address.AddressFamily == AddressFamily.InterNetworkV6 ? $"ipv6:[{address}]:{port}" : $"ipv4:{address}:{port}"
        : "unknown";

    protected override Metadata RequestHeadersCore
    {
        get
        {
            if (_requestHeaders is null)
            {
                var received = new Metadata();
                foreach (var (key, value) in Http.Request.Headers)
                    if (Headers.IsMetadata(key))
                        received.AddHeader(key, value.ToString());
                _requestHeaders = received;
            }
            return _requestHeaders;
        }
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        lock (this)
        {
            ThrowIfEnded();
            if (Http.Response.HasStarted)
                throw new InvalidOperationException("The response headers were sent already.");
            foreach (var entry in responseHeaders)
                Http.Response.Headers.Append(entry.Key, Headers.ToHeader(entry));
        }
        return Http.Response.BodyWriter.FlushAsync().AsTask();
    }

    public MessageReader<T> Requests<T>(Marshaller<T> marshaller) where T : class
    {
        string? encoding = Http.Request.Headers.GrpcEncoding;
        if (encoding is not (null or Gzip.Name))
            Http.Response.Headers.GrpcAcceptEncoding = Gzip.Accepted;
        return new(Http.Request.BodyReader, marshaller, _options.MaxReceiveMessageSize, encoding);
    }

    /// <summary>Puts a message into the response; whoever wants it to leave before the call ends flushes.</summary>
    public Task WriteAsync<T>(T message, Marshaller<T> marshaller)
    {
        lock (this)
        {
            ThrowIfEnded();
            var start = Http.Response.HasStarted ? Task.CompletedTask : Http.Response.StartAsync();
            if (!start.IsCompletedSuccessfully)
                return WriteLaterAsync(start);
            MessageWriter.Write(message, marshaller, Http.Response.BodyWriter, _options.MaxSendMessageSize, CompressionOfNext());
            return Task.CompletedTask;
        }

        async Task WriteLaterAsync(Task start)
        {
            await start;
            await WriteAsync(message, marshaller);
        }
    }

    /// <summary>Sends the status of a handler that returned, unless the deadline was faster.</summary>
    public Task EndAsync()
    {
        if (!TryEnd())
            return _deadline?.Expired ?? Task.CompletedTask;
        _deadline?.Dispose();
        try
        {
            WriteStatus(Status, _trailers);
        }
        catch (InvalidOperationException e)
        {
            WriteStatus(new Status(StatusCode.Internal, "A trailer cannot be sent.", e), trailers: null);
        }
        return Task.CompletedTask;
    }

    /// <summary>Sends the status of a handler that threw, unless the deadline was faster.</summary>
    public Task FailAsync(Exception exception)
    {
        if (exception is RpcException refusal)
        {
            Status = refusal.Status;
            foreach (var entry in refusal.Trailers)
                ResponseTrailers.Add(entry);
        }
        else
        {
            var detail = _options.EnableDetailedErrors == true ? $"{HandlerFailed} {exception.GetType().Name}: {exception.Message}" : HandlerFailed;
            Status = new Status(StatusCode.Unknown, detail, exception);
        }
        return EndAsync();
    }

    /// <summary>Claims the right to send the status; one claim succeeds, and nothing is written after it.</summary>
    public bool TryEnd()
    {
        lock (this)
            return !_ended && (_ended = true);
    }

    public void ThrowIfEnded()
    {
        if (_ended)
            throw new InvalidOperationException("The call has ended.");
    }

    public void WriteStatus(Status status, Metadata? trailers)
    {
        var destination = Http.Response.HasStarted ? Http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers : Http.Response.Headers;
        destination.GrpcStatus = Headers.ToHeader(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail))
            destination.GrpcMessage = StatusMessage.Encode(status.Detail);
        if (trailers is not null)
            foreach (var entry in trailers)
                destination.Append(entry.Key, Headers.ToHeader(entry));
    }

    /// <summary>Gives the stream up in both directions.</summary>
    public void Reset() => Http.Features.Get<IHttpResetFeature>()?.Reset(Http2Cancel);

    private CompressionLevel? CompressionOfNext() =>
        _compresses && WriteOptions?.Flags.HasFlag(WriteFlags.NoCompress) != true ? _options.ResponseCompressionLevel ?? CompressionLevel.Fastest : null;

    private static bool AcceptsGzip(string? accepted) => accepted is not null && accepted.Split(',', StringSplitOptions.TrimEntries).Contains(Gzip.Name);
}
