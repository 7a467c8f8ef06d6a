using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The responses of a call, as its handler writes them: a write ends when the transport has room for the next.</summary>
internal sealed class ResponseStream<T>(HttpServerCallContext call, Marshaller<T> marshaller) : IServerStreamWriter<T>
{
    private Task _last = Task.CompletedTask;

    public WriteOptions? WriteOptions { get => call.WriteOptions; set => call.WriteOptions = value; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        call.ThrowIfEnded();
        if (!_last.IsCompleted)
            throw new InvalidOperationException("The previous message is still being written.");
        return _last = SendAsync(message, cancellationToken);
    }

    private async Task SendAsync(T message, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static call => ((HttpServerCallContext)call!).Reset(), call);
        cancellationToken.ThrowIfCancellationRequested();
        call.CancellationToken.ThrowIfCancellationRequested();
        await call.WriteAsync(message, marshaller);
        if (call.WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) == true)
            return;
        await call.Http.Response.BodyWriter.FlushAsync(cancellationToken);
        call.CancellationToken.ThrowIfCancellationRequested();
    }
}
