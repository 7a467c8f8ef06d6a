using System.IO.Pipelines;
using System.Net;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>The requests of a call, as its caller writes them; at once the body of the HTTP request.</summary>
internal sealed class ClientRequestStream<TRequest, TResponse>(ClientCall<TRequest, TResponse> call, Marshaller<TRequest> marshaller)
    : HttpContent, IClientStreamWriter<TRequest> where TRequest : class where TResponse : class
{
    private readonly TaskCompletionSource<PipeWriter> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new();
    private Task _last = Task.CompletedTask;

    public Task WriteAsync(TRequest message)
    {
        if (_completed.Task.IsCompletedSuccessfully)
            throw new InvalidOperationException("The stream was completed.");
        if (!_last.IsCompleted)
            throw new InvalidOperationException("The previous message is still being written.");
        return _last = SendAsync(message);
    }

    public Task CompleteAsync()
    {
        _completed.TrySetResult();
        return Task.CompletedTask;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // Sends the headers: whether the service answers may not depend on when the first request is written.
        await stream.FlushAsync(call.Over).ConfigureAwait(false);
        _opened.TrySetResult(PipeWriter.Create(stream));
        await _completed.Task.WaitAsync(call.Over).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }

    private async Task SendAsync(TRequest message)
    {
        try
        {
            var pipe = await _opened.Task.WaitAsync(call.Over).ConfigureAwait(false);
            MessageWriter.Write(message, marshaller, pipe, maxBytes: null, level: null);
            await pipe.FlushAsync(call.Over).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw call.FailedToWrite(e);
        }
    }
}
