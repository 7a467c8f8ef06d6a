using MedRecords.Journal;

namespace MedRecords.Grains.Charts;

/// <summary>
/// The newest events of a chart, as stored, so that ordinary reads need no journal read. Bounded in number
/// and bytes. Immutable: adding copies references only.
/// </summary>
public sealed class RecentEvents
{
    /// <summary>Nothing.</summary>
    public static readonly RecentEvents Empty = new([], 0, 0);

    /// <summary>How many events are kept at most.</summary>
    public const int MaxCount = 128;

    private const int MaxBytes = 512 << 10;

    private readonly byte[][] _events;
    private readonly long _newest;
    private readonly int _bytes;

    private RecentEvents(byte[][] events, long newest, int bytes)
    {
        _events = events;
        _newest = newest;
        _bytes = bytes;
    }

    /// <summary>The oldest version that is kept; above the newest where none is.</summary>
    public long Oldest => _newest - _events.Length + 1;

    /// <summary>The event of a version; null where it is not kept.</summary>
    public byte[]? Find(long version) =>
        version >= Oldest && version <= _newest ? _events[version - Oldest] : null;

    /// <summary>Adds newer events and lets go of the oldest ones that are too many.</summary>
    public RecentEvents Add(IReadOnlyList<OpenedEvent> newer)
    {
        if (newer.Count == 0)
            return this;
        var bytes = _bytes + newer.Sum(static e => e.Content.Length);
        var drop = 0;
        var total = _events.Length + newer.Count;
        while (total - drop > 1 && (total - drop > MaxCount || bytes > MaxBytes))
        {
            bytes -= ContentAt(newer, drop).Length;
            drop++;
        }

        var kept = new byte[total - drop][];
        for (var i = 0; i < kept.Length; i++)
            kept[i] = ContentAt(newer, drop + i);
        return new RecentEvents(kept, newer[^1].Version, bytes);
    }

    private byte[] ContentAt(IReadOnlyList<OpenedEvent> newer, int index) =>
        index < _events.Length ? _events[index] : newer[index - _events.Length].Content;
}
