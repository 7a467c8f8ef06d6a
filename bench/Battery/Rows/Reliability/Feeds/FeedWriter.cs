using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;

namespace MedRecords.Battery.Rows.Reliability.Feeds;

/// <summary>
/// A writer with histories of its own. It delays, pauses, and sometimes sends an append that was decided on
/// an old version, which must be refused.
/// </summary>
internal sealed class FeedWriter
{
    private const int HistoryCount = 4;
    private const int EventsPerAppend = 100;
    private const int LongestDelayMillis = 5;
    private const int PauseMillis = 300;
    private static readonly byte[] _payload = new byte[16];
    private static readonly byte[] _hash = new byte[AppendBatch.HashLength];

    private readonly Random _random;
    private readonly HistoryId[] _histories;

    public FeedWriter(int seed)
    {
        _random = new Random(seed);
        _histories = [.. Enumerable.Range(0, HistoryCount).Select(_ => NewHistory(_random))];
        Acknowledged = _histories.ToDictionary(history => history, _ => 0L);
    }

    /// <summary>The newest version that was acknowledged of each history.</summary>
    public Dictionary<HistoryId, long> Acknowledged { get; }

    /// <summary>Appends that were refused, as they had to be.</summary>
    public int Refused { get; private set; }

    /// <summary>Adds so many events.</summary>
    public async Task WriteAsync(GroupCommitter committer, int events)
    {
        for (var written = 0; written < events;)
        {
            var history = _histories[_random.Next(_histories.Length)];
            var version = Acknowledged[history];
            var isStale = version > 0 && _random.Next(10) == 0;
            var count = Math.Min(EventsPerAppend, events - written);
            var result = await committer.CommitAsync(ToAppend(history, isStale ? version - 1 : version, count));
            if (result.Committed == isStale)
                throw new InvalidOperationException($"An append on {(isStale ? "an old" : "the current")} version was {(isStale ? "not " : "")}refused.");
            if (isStale)
            {
                Refused++;
                continue;
            }

            Acknowledged[history] = version + count;
            written += count;
            if (_random.Next(4) == 0)
                await Task.Delay(_random.Next(200) == 0 ? PauseMillis : _random.Next(LongestDelayMillis));
        }
    }

    private static Append ToAppend(HistoryId history, long version, int events)
    {
        var record = new byte[CommitRecord.OpenLength];
        CommitRecord.WriteOpen(record, history, events, version + 1, _hash);
        return new Append
        {
            History = history,
            Seen = [new Seen(history, version)],
            Events = [.. Enumerable.Repeat(new SealedEvent(_payload, _hash), events)],
            Record = record,
        };
    }

    private static HistoryId NewHistory(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return HistoryId.Create(HistoryKind.Chart, bytes);
    }
}
