using System.Diagnostics;
using Grpc.Net.Client;
using MedRecords.V1;

namespace MedRecords.Battery.Faults.Traffic;

/// <summary>
/// The silos as clients know them. Each call goes to any of them, so that what one silo answers is read at
/// another; one that did not answer is passed over for a while, as load balancers do.
/// </summary>
internal sealed class Addresses : IDisposable
{
    private static readonly TimeSpan _avoidance = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _connectTime = TimeSpan.FromSeconds(2);

    private readonly GrpcChannel[] _channels;
    private readonly long[] _avoidedUntil;

    public Addresses(IEnumerable<Uri> silos)
    {
        _channels = silos.Select(silo => GrpcChannel.ForAddress(silo, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, ConnectTimeout = _connectTime, UseProxy = false },
            DisposeHttpClient = true,
        })).ToArray();
        Charts = _channels.Select(channel => new Charts.ChartsClient(channel)).ToArray();
        _avoidedUntil = new long[_channels.Length];
    }

    /// <summary>A client for each silo.</summary>
    public IReadOnlyList<Charts.ChartsClient> Charts { get; }

    /// <summary>The channels beneath.</summary>
    public IReadOnlyList<GrpcChannel> Channels => _channels;

    /// <summary>Any silo that is not avoided, or any at all where all are.</summary>
    public int Choose(Random random)
    {
        var now = Stopwatch.GetTimestamp();
        var first = random.Next(_channels.Length);
        for (var i = 0; i < _channels.Length; i++)
        {
            var silo = (first + i) % _channels.Length;
            if (Volatile.Read(ref _avoidedUntil[silo]) <= now)
                return silo;
        }

        return first;
    }

    /// <summary>Passes a silo over for a while.</summary>
    public void Avoid(int silo) =>
        Volatile.Write(ref _avoidedUntil[silo], Stopwatch.GetTimestamp() + (long)(_avoidance.TotalSeconds * Stopwatch.Frequency));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in _channels)
            channel.Dispose();
    }
}
