using MedRecords.Journal;

namespace MedRecords.Grains.Charts;

/// <summary>
/// The newest events of a chart, as stored, so that ordinary reads need no journal read. Bounded in number
/// and bytes. Immutable: adding copies references only, and those only now and then.
/// </summary>
public sealed class RecentEvents
{
    /// <summary>Nothing.</summary>
    public static readonly RecentEvents Empty = new(GrowingList<byte[]>.Empty, 0, 0, 0, 0);

    /// <summary>How many events are kept at most.</summary>
    public const int MaxCount = 128;

    private const int MaxBytes = 512 << 10;

    /// <summary>The kept events, after some that are not kept any more and go with the next copy.</summary>
    private readonly GrowingList<byte[]> _events;
    private readonly int _dropped;
    private readonly long _newest;
    private readonly int _bytes;
    private readonly int _droppedBytes;

    private RecentEvents(GrowingList<byte[]> events, int dropped, long newest, int bytes, int droppedBytes)
    {
        _events = events;
        _dropped = dropped;
        _newest = newest;
        _bytes = bytes;
        _droppedBytes = droppedBytes;
    }

    /// <summary>The oldest version that is kept; above the newest where none is.</summary>
    public long Oldest => _newest - (_events.Count - _dropped) + 1;

    /// <summary>The event of a version; null where it is not kept.</summary>
    public byte[]? Find(long version) =>
        version >= Oldest && version <= _newest ? _events[_dropped + (int)(version - Oldest)] : null;

    /// <summary>Adds newer events and lets go of the oldest ones that are too many.</summary>
    public RecentEvents Add(IReadOnlyList<OpenedEvent> newer)
    {
        if (newer.Count == 0)
            return this;
        var (events, dropped, bytes, droppedBytes) = (_events, _dropped, _bytes, _droppedBytes);
        for (var i = 0; i < newer.Count; i++)
        {
            events = events.Add(newer[i].Content);
            bytes += newer[i].Content.Length;
            while (events.Count - dropped > 1 && (events.Count - dropped > MaxCount || bytes > MaxBytes))
            {
                var oldest = events[dropped++].Length;
                (bytes, droppedBytes) = (bytes - oldest, droppedBytes + oldest);
            }

            if (dropped >= MaxCount || droppedBytes > MaxBytes)
                (events, dropped, droppedBytes) = (events.From(dropped), 0, 0);
        }

        return new RecentEvents(events, dropped, newer[^1].Version, bytes, droppedBytes);
    }
}
