using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>One call over one HTTP/2 stream; the first reason to end it becomes its status.</summary>
internal sealed class ClientCall<TRequest, TResponse> : IAsyncStreamReader<TResponse> where TRequest : class where TResponse : class
{
    private static readonly StreamPipeReaderOptions ReaderOptions = new(bufferSize: 16 * 1024, useZeroByteReads: true);
    private static readonly MediaTypeHeaderValue ContentType = new(Headers.ContentType);
    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _cancellation;
    private readonly DateTime _deadline;
    private readonly Timer? _timer;
    private readonly Task<HttpResponseMessage> _response;
    private MessageReader<TResponse>? _reader;
    private Metadata _trailers = [];
    private StrongBox<Status>? _status;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options, TRequest? request)
    {
        (_channel, _method) = (channel, method);
        Requests = new(this, method.RequestMarshaller);
        _cancellation = EndOn(options.CancellationToken);
        _deadline = options.Deadline is { } deadline && deadline != DateTime.MaxValue ? deadline.ToUniversalTime() : DateTime.MaxValue;
        var timeout = _deadline == DateTime.MaxValue ? (TimeSpan?)null : _deadline - DateTime.UtcNow;
        if (timeout is not null)
            _timer = new Timer(_ => End(new Status(StatusCode.DeadlineExceeded, "")), null, Timeouts.TimerMilliseconds(timeout.Value), Timeout.Infinite);
        _response = SendAsync(request, options.Headers, timeout);
    }

    public ClientRequestStream<TRequest, TResponse> Requests { get; }

    public TResponse Current { get; private set; } = null!;

    /// <summary>Fires when the call has ended, for whatever reason.</summary>
    public CancellationToken Over => _over.Token;

    public Status GetStatus() => _status?.Value ?? throw new InvalidOperationException("The call has not ended.");

    public Metadata GetTrailers() => _status is null ? throw new InvalidOperationException("The call has not ended.") : _trailers;

    public async Task<Metadata> HeadersAsync() => ToMetadata((await _response.ConfigureAwait(false)).Headers);

    public void Dispose() => End(new Status(StatusCode.Cancelled, "The call was disposed of."));

    /// <summary>Lets a token give the call up.</summary>
    public CancellationTokenRegistration EndOn(CancellationToken cancellationToken) => cancellationToken.UnsafeRegister(
        static call => ((ClientCall<TRequest, TResponse>)call!).End(new Status(StatusCode.Cancelled, "Call canceled by the client.")), this);

    public async Task<TResponse> ReadSoleAsync()
    {
        try
        {
            var message = await ReadAsync().ConfigureAwait(false);
            if (message is not null && await ReadAsync().ConfigureAwait(false) is not null)
                throw new RpcException(MessageReader.Additional);
            var status = ReadStatus(await _response.ConfigureAwait(false));
            End(status.StatusCode == StatusCode.OK && message is null ? MessageReader.Incomplete : status);
            return _status!.Value.StatusCode == StatusCode.OK ? message! : throw new RpcException(_status.Value, _trailers);
        }
        catch (Exception e)
        {
            throw Failed(e);
        }
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var cancellation = EndOn(cancellationToken);
        try
        {
            if (_status is null && (Current = (await ReadAsync().ConfigureAwait(false))!) is not null)
                return true;
            End(ReadStatus(await _response.ConfigureAwait(false)));
            return _status!.Value.StatusCode == StatusCode.OK ? false : throw new RpcException(_status.Value, _trailers);
        }
        catch (Exception e)
        {
            throw Failed(e);
        }
    }

    /// <summary>What to tell a writer: how the call ended or, as long as the response may still say that better, what went wrong here.</summary>
    public RpcException FailedToWrite(Exception exception) =>
        _status is null ? new RpcException(ClientStatus.Of(exception)) : new RpcException(_status.Value, _trailers);

    /// <summary>Ends the call with the status of an exception unless it has ended already, and says how it ended.</summary>
    private RpcException Failed(Exception exception)
    {
        var status = ClientStatus.Of(exception);
        End(status.StatusCode == StatusCode.Cancelled && _deadline <= DateTime.UtcNow ? new Status(StatusCode.DeadlineExceeded, status.Detail, exception) : status);
        return exception is RpcException refusal && refusal.StatusCode == _status!.Value.StatusCode ? refusal : new RpcException(_status!.Value, _trailers);
    }

    private async Task<HttpResponseMessage> SendAsync(TRequest? request, Metadata? headers, TimeSpan? timeout)
    {
        try
        {
            var http = new HttpRequestMessage(HttpMethod.Post, new Uri(_channel.Address, _method.FullName)) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            http.Headers.TryAddWithoutValidation("te", "trailers");
            http.Headers.TryAddWithoutValidation(Headers.AcceptEncoding, Gzip.Accepted);
            if (timeout is not null)
                http.Headers.TryAddWithoutValidation(Headers.Timeout, Timeouts.Format(timeout.Value));
            foreach (var entry in headers ?? [])
                http.Headers.TryAddWithoutValidation(entry.Key, Headers.ToHeader(entry));
            http.Content = request is null ? Requests : ToContent(request);
            http.Content.Headers.ContentType = ContentType;
            var response = await _channel.Http.SendAsync(http, Over).ConfigureAwait(false);
            Over.UnsafeRegister(static response => ((HttpResponseMessage)response!).Dispose(), response);
            return response;
        }
        catch (Exception e)
        {
            throw Failed(e);
        }
    }

    private ReadOnlyMemoryContent ToContent(TRequest request)
    {
        var message = new ArrayBufferWriter<byte>();
        MessageWriter.Write(request, _method.RequestMarshaller, message, maxBytes: null, level: null);
        return new(message.WrittenMemory);
    }

    private async ValueTask<TResponse?> ReadAsync()
    {
        if (_reader is null)
        {
            var response = await _response.ConfigureAwait(false);
            if (ClientStatus.RefusalIn(response) is { } refusal)
            {
                _trailers = ToMetadata(response.Headers);
                throw new RpcException(refusal, _trailers);
            }
            var body = PipeReader.Create(await response.Content.ReadAsStreamAsync(Over).ConfigureAwait(false), ReaderOptions);
            var encoding = response.Headers.NonValidated.TryGetValues(Headers.Encoding, out var values) ? values.ToString() : null;
            _reader = new(body, _method.ResponseMarshaller, _channel.Options.MaxReceiveMessageSize, encoding);
        }
        return await _reader.ReadAsync(Over).ConfigureAwait(false);
    }

    private Status ReadStatus(HttpResponseMessage response)
    {
        HttpHeaders source = response.TrailingHeaders.NonValidated.Contains(Headers.Status) ? response.TrailingHeaders : response.Headers;
        _trailers = ToMetadata(source);
        return ClientStatus.In(source) ?? new Status(StatusCode.Internal, "The server sent no status.");
    }

    private void End(Status status)
    {
        lock (_over)
        {
            if (_status is not null)
                return;
            _status = new(status);
        }
        _cancellation.Unregister();
        _timer?.Dispose();
        _over.Cancel();
    }

    private static Metadata ToMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (key, values) in headers.NonValidated)
            if (Headers.IsMetadata(key))
                metadata.AddHeader(key, values.ToString());
        return metadata;
    }
}
