using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The responses of a call, as its handler writes them: a write ends when the transport has room for the next.</summary>
internal sealed class ResponseStream<T>(HttpServerCallContext call, Marshaller<T> marshaller) : IServerStreamWriter<T>
{
    private Task _last = Task.CompletedTask;

    public Task WriteAsync(T message)
    {
        call.ThrowIfEnded();
        if (!_last.IsCompleted)
            throw new InvalidOperationException("The previous message is still being written.");
        return _last = SendAsync(message);
    }

    private async Task SendAsync(T message)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        await call.WriteAsync(message, marshaller);
        await call.Http.Response.BodyWriter.FlushAsync();
        call.CancellationToken.ThrowIfCancellationRequested();
    }
}
