using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>The requests of a call, as its handler reads them.</summary>
internal sealed class RequestStream<T>(HttpServerCallContext call, Marshaller<T> marshaller) : IAsyncStreamReader<T> where T : class
{
    private readonly MessageReader<T> _reader = call.Requests(marshaller);

    public T Current { get; private set; } = null!;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        call.ThrowIfEnded();
        var read = _reader.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully ? Task.FromResult(Accept(read.Result)) : AcceptLaterAsync(read);
    }

    private bool Accept(T? message) => (Current = message!) is not null;

    private async Task<bool> AcceptLaterAsync(ValueTask<T?> read) => Accept(await read);
}
