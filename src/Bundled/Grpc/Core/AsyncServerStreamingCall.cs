namespace Grpc.Core;

/// <summary>A call with one request and many responses.</summary>
public sealed class AsyncServerStreamingCall<TResponse>(IAsyncStreamReader<TResponse> responseStream, Task<Metadata> responseHeadersAsync,
    Func<Status> getStatusFunc, Func<Metadata> getTrailersFunc, Action disposeAction) : IDisposable
{
    /// <summary>Receives the responses.</summary>
    public IAsyncStreamReader<TResponse> ResponseStream => responseStream;

    /// <summary>The metadata the server sent ahead.</summary>
    public Task<Metadata> ResponseHeadersAsync => responseHeadersAsync;

    /// <summary>The status of the finished call.</summary>
    public Status GetStatus() => getStatusFunc();

    /// <summary>The trailers of the finished call.</summary>
    public Metadata GetTrailers() => getTrailersFunc();

    /// <summary>Gives the call up unless it has finished.</summary>
    public void Dispose() => disposeAction();
}
