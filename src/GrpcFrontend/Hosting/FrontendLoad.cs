using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Feed;

namespace MedRecords.GrpcFrontend.Hosting;

/// <summary>How busy the front end is.</summary>
public sealed class FrontendLoad
{
    private readonly CallMetrics _metrics;
    private readonly Watchers _watchers;

    internal FrontendLoad(CallMetrics metrics, Watchers watchers)
    {
        _metrics = metrics;
        _watchers = watchers;
    }

    /// <summary>Calls that are being carried out, watches included.</summary>
    public long Calls => _metrics.InFlight;

    /// <summary>Clients that watch the change feed.</summary>
    public int Watchers => _watchers.Count;

    /// <summary>How long the slowest of them has been behind the feed; zero where none is.</summary>
    public TimeSpan FeedLag => _watchers.Lag;
}
