using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>Lets so many imports in at once: each holds memory and disk, and its caller's rights are known only later.</summary>
internal sealed class ImportGate(IGrainFactory grains, FrontendOptions options, TimeProvider time)
{
    private readonly SemaphoreSlim _places = new(options.MaxConcurrentImports);

    /// <summary>Runs an import, or refuses it for now.</summary>
    public async Task<ImportBundleResponse> RunAsync(IAsyncStreamReader<ImportBundleRequest> requests, Caller caller, CancellationToken cancellation)
    {
        if (!_places.Wait(0, CancellationToken.None)) throw Errors.Overloaded();
        try
        {
            await using var spool = new Spool(options.SpoolFolder, options.SpoolMemoryBytes);
            var site = await new BundleReceiver(options, time).ReceiveAsync(requests, spool, cancellation);
            return await new BundleImport(grains, caller, site).RunAsync(spool, cancellation);
        }
        finally
        {
            _places.Release();
        }
    }
}
