using Grpc.Core;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>Receives a bundle piece by piece.</summary>
internal sealed class BundleReceiver(FrontendOptions options, TimeProvider time)
{
    private const int MaxChunkBytes = 1 << 20;

    /// <summary>Puts the pieces into the spool; returns the site that the first one names.</summary>
    public async Task<string> ReceiveAsync(IAsyncStreamReader<ImportBundleRequest> requests, Spool spool, CancellationToken cancellation)
    {
        if (!await NextAsync(requests, cancellation)) throw Errors.Invalid("site", "must be given in the first message");
        var site = Check.Site(requests.Current.Site);
        await KeepAsync(requests.Current, spool, cancellation);
        while (await NextAsync(requests, cancellation))
        {
            Check.That(requests.Current.Site.Length == 0, "site", "must be given in the first message only");
            await KeepAsync(requests.Current, spool, cancellation);
        }

        return site;
    }

    private async Task KeepAsync(ImportBundleRequest piece, Spool spool, CancellationToken cancellation)
    {
        Check.That(piece.Chunk.Length <= MaxChunkBytes, "chunk", "must be at most 1 MiB");
        Check.That(spool.Length + piece.Chunk.Length <= options.MaxBundleBytes, "chunk", $"must not take the bundle beyond {options.MaxBundleBytes} bytes");
        await spool.WriteAsync(piece.Chunk.Memory, cancellation);
    }

    // Who stops sending must not keep a place for ever.
    private async Task<bool> NextAsync(IAsyncStreamReader<ImportBundleRequest> requests, CancellationToken cancellation)
    {
        try
        {
            return await requests.MoveNext(cancellation).WaitAsync(options.ImportIdleTimeout, time, cancellation);
        }
        catch (TimeoutException)
        {
            throw Errors.Invalid("chunk", $"must follow the one before within {options.ImportIdleTimeout.TotalSeconds:0} seconds");
        }
    }
}
