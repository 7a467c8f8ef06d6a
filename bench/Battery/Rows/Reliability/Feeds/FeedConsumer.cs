using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;

namespace MedRecords.Battery.Rows.Reliability.Feeds;

/// <summary>
/// Follows the feed by a token, the number of the last commit it has taken. It restarts at random with what
/// it kept last: its token, and what it had taken by then.
/// </summary>
internal sealed class FeedConsumer(int seed)
{
    private const int LongestPage = 40;
    private const int IdleMillis = 5;

    private readonly Random _random = new(seed);
    private Progress _kept = new(0, [], 0, 0);

    /// <summary>How often it restarted.</summary>
    public int Restarts { get; private set; }

    /// <summary>Events that it took out of their order: some before them were passed over.</summary>
    public long Skipped => _kept.Skipped;

    /// <summary>Events that it took again.</summary>
    public long Doubled => _kept.Doubled;

    /// <summary>The newest version that it took of a history.</summary>
    public long VersionOf(HistoryId history) => _kept.Versions.GetValueOrDefault(history);

    /// <summary>Follows until it is told that the writers are done, and then either to the end or no further.</summary>
    public async Task FollowAsync(string connection, Task writers, bool toTheEnd)
    {
        for (var isAtEnd = false; !isAtEnd; Restarts++)
        {
            await using var store = await FeedDatabase.OpenAsync(connection);
            isAtEnd = await FollowAsync(store, writers, toTheEnd);
        }
    }

    /// <summary>False where it restarts before the end.</summary>
    private async Task<bool> FollowAsync(IJournalStore store, Task writers, bool toTheEnd)
    {
        var progress = _kept;
        while (true)
        {
            var areDone = writers.IsCompleted;
            if (areDone && !toTheEnd)
                return true;
            var page = await store.ReadCommitsAsync(progress.Token, _random.Next(1, LongestPage), CancellationToken.None);
            foreach (var commit in page)
                progress = progress.Take(commit);
            if (_random.Next(2) == 0 || (page.Count == 0 && areDone))
                _kept = progress;
            if (page.Count == 0 && areDone)
                return true;
            if (_random.Next(100) == 0)
                return false;
            if (page.Count == 0)
                await Task.Delay(_random.Next(IdleMillis));
        }
    }

    /// <summary>What a consumer keeps, all at once.</summary>
    private sealed record Progress(long Token, Dictionary<HistoryId, long> Versions, long Skipped, long Doubled)
    {
        public Progress Take(StoredCommit commit)
        {
            var (versions, skipped, doubled) = (new Dictionary<HistoryId, long>(Versions), Skipped, Doubled);
            foreach (var record in commit.Records.Select(record => CommitRecord.Parse(record)).Where(record => record.Events > 0))
            {
                var expected = versions.GetValueOrDefault(record.History) + 1;
                skipped += Math.Max(0, record.FirstVersion - expected);
                doubled += Math.Max(0, expected - record.FirstVersion);
                versions[record.History] = record.FirstVersion + record.Events - 1;
            }

            return new Progress(commit.Number, versions, skipped, doubled);
        }
    }
}
