using MedRecords.GrpcFrontend.Admission;
using MedRecords.Silo.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MedRecords.Silo.Security;

/// <summary>
/// What a connection can make the service hold or do before anyone knows whose it is. Kestrel itself closes
/// connections that reset streams as fast as they open them (CVE-2023-44487), and those whose header blocks do not end.
/// </summary>
internal static class TransportLimits
{
    private const int MaxHeaderBytes = 32 << 10;

    public static void Configure(KestrelServerOptions kestrel, SiloSettings settings)
    {
        if (settings.MaxConnections < 1 || settings.MaxConnectionsPerAddress < 1)
            throw new StartRefusedException("--max-connections and --max-connections-per-address must be above 0.");
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = settings.MaxConnections;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = 64;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        // gRPC refuses a message by the length that it announces, with a status; a limit here would break the call off.
        limits.MaxRequestBodySize = null;
        // A unary request must move; gRPC exempts streams of requests, which may be silent. Responses have Kestrel's usual rate.
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 4096, gracePeriod: TimeSpan.FromSeconds(5));
        limits.Http2.MaxStreamsPerConnection = Insistence.MaxCalls;
        limits.Http2.HeaderTableSize = 4096;
        limits.Http2.MaxRequestHeaderFieldSize = 16 << 10;
        limits.Http2.InitialConnectionWindowSize = 1 << 20;
        limits.Http2.InitialStreamWindowSize = 512 << 10;
        // Finds out whether a client whose machine vanished is there at all.
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
