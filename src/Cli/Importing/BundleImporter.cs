using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Importing;

/// <summary>Streams bundles to the service in pieces; memory stays the same however large the file.</summary>
internal sealed class BundleImporter(Run run, string site)
{
    private const int ChunkBytes = 128 * 1024;

    /// <summary>Imports one file and tells of every piece that is on its way; "-" is standard input.</summary>
    public async Task<ImportBundleResponse> ImportAsync(string path, Action<int> sent)
    {
        if (path == "-")
            return await run.Service.CallAsync(options => SendAsync(run.Host.Input, sent, options), Service.ChartTimeout, repeatable: false);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        // Repeatable, because what is stored already is recognised.
        return await run.Service.CallAsync(async options =>
        {
            if (file.CanSeek)
                file.Position = 0;
            return await SendAsync(file, sent, options);
        }, Service.ChartTimeout, repeatable: file.CanSeek);
    }

    private async Task<ImportBundleResponse> SendAsync(Stream bundle, Action<int> sent, CallOptions options)
    {
        using var call = run.Service.Charts.ImportBundle(options);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            await call.RequestStream.WriteAsync(new ImportBundleRequest { Site = site });
            int read;
            while ((read = await bundle.ReadAtLeastAsync(buffer.AsMemory(0, ChunkBytes), ChunkBytes, throwOnEndOfStream: false, run.Cancellation)) > 0)
            {
                await call.RequestStream.WriteAsync(new ImportBundleRequest { Chunk = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read)) });
                sent(read);
            }
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The service ended the call before it had read everything; its answer says why.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return await call.ResponseAsync;
    }
}
