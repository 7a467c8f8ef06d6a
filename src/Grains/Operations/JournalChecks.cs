using MedRecords.Grains.Interfaces.Operations;
using MedRecords.Journal.Chain;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;

namespace MedRecords.Grains.Operations;

/// <summary>
/// Walks the journal in the order in which it was written: every commit there without a gap, every version
/// that a commit names linked to the one before, and no history longer or shorter than its commits say.
/// It needs no key, so it also holds for charts whose key was destroyed.
/// </summary>
public static class JournalChecks
{
    private const int CommitsAtOnce = 200;
    private const int VersionsAtOnce = 500;

    /// <summary>Checks all that is there when it begins; the last check says so, and has the finding where something does not hold.</summary>
    public static async IAsyncEnumerable<JournalCheck> RunAsync(IJournalStore store)
    {
        var heads = new Dictionary<HistoryId, (long Version, ReadOnlyMemory<byte> Head)>();
        var last = await store.ReadLastCommitAsync(CancellationToken.None);
        var (commits, versions) = (0L, 0L);
        while (commits < last)
        {
            var page = await store.ReadCommitsAsync(commits, CommitsAtOnce, CancellationToken.None);
            if (page.Count == 0 || page[0].Number != commits + 1)
            {
                yield return new JournalCheck(commits, versions, $"Commit {commits + 1} is missing.", true);
                yield break;
            }

            foreach (var commit in page)
            {
                var (walked, finding) = await CheckAsync(store, commit, heads);
                versions += walked;
                commits = commit.Number;
                if (finding.Length > 0)
                {
                    yield return new JournalCheck(commits, versions, finding, true);
                    yield break;
                }
            }

            yield return new JournalCheck(commits, versions, string.Empty, false);
        }

        yield return new JournalCheck(commits, versions, await CheckEndsAsync(store, heads, last), true);
    }

    private static async Task<(long Versions, string Finding)> CheckAsync(IJournalStore store, StoredCommit commit, Dictionary<HistoryId, (long Version, ReadOnlyMemory<byte> Head)> heads)
    {
        var versions = 0L;
        foreach (var bytes in commit.Records)
        {
            CommitRecord record;
            try
            {
                record = CommitRecord.Parse(bytes);
            }
            catch (JournalDamagedException damaged)
            {
                return (versions, $"Commit {commit.Number}: {damaged.Message}");
            }

            if (record.Events == 0)
                continue;
            var (version, head) = heads.TryGetValue(record.History, out var known) ? known : (0, HashChain.Start);
            if (record.FirstVersion != version + 1)
                return (versions, $"Commit {commit.Number} continues history {record.History} at version {record.FirstVersion}, not {version + 1}.");
            while (version < record.FirstVersion + record.Events - 1)
            {
                var page = await store.ReadAsync(record.History, version, (int)Math.Min(VersionsAtOnce, record.FirstVersion + record.Events - 1 - version), CancellationToken.None);
                foreach (var stored in page)
                {
                    if (stored.Version != version + 1 || !HashChain.Holds(record.History, stored, head.Span))
                        return (versions, $"History {record.History} does not hold at version {version + 1}.");
                    (version, head) = (stored.Version, stored.Hash);
                    versions++;
                }

                if (page.Count == 0)
                    return (versions, $"History {record.History} lacks version {version + 1}, which commit {commit.Number} recorded.");
            }

            if (!record.Head.Span.SequenceEqual(head.Span))
                return (versions, $"History {record.History} does not end as commit {commit.Number} recorded.");
            heads[record.History] = (version, head);
        }

        return (versions, string.Empty);
    }

    private static async Task<string> CheckEndsAsync(IJournalStore store, Dictionary<HistoryId, (long Version, ReadOnlyMemory<byte> Head)> heads, long walked)
    {
        foreach (var (history, (version, _)) in heads)
        {
            var newest = await store.ReadNewestAsync(history, 1, CancellationToken.None);
            var isLonger = newest.Count > 0 && newest[0].Version > version;
            // Where commits came while this walked, a history may be longer than they were walked. Asked only now:
            // whatever made it longer came before.
            if (newest.Count == 0 || newest[0].Version < version || (isLonger && await store.ReadLastCommitAsync(CancellationToken.None) == walked))
                return $"History {history} does not end at version {version}, as its commits say.";
        }

        return string.Empty;
    }
}
