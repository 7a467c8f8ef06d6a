using System.Collections.Concurrent;

namespace MedRecords.GrpcFrontend.Feed;

/// <summary>The clients that follow the feed at this process, and how far behind they are.</summary>
internal sealed class Watchers
{
    private readonly ConcurrentDictionary<FeedWatch, bool> _watches = new();

    /// <summary>How many there are.</summary>
    public int Count => _watches.Count;

    /// <summary>How long the slowest has been behind; zero where all have what there is.</summary>
    public TimeSpan Lag => _watches.Keys.Select(watch => watch.Behind).DefaultIfEmpty().Max();

    /// <summary>Counts a watch until it is over.</summary>
    public IDisposable Enter(FeedWatch watch)
    {
        _watches[watch] = true;
        return new Place(_watches, watch);
    }

    private sealed record Place(ConcurrentDictionary<FeedWatch, bool> Watches, FeedWatch Watch) : IDisposable
    {
        public void Dispose() => Watches.TryRemove(Watch, out _);
    }
}
