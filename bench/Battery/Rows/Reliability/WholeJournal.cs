using System.Security.Cryptography;
using MedRecords.Journal;
using MedRecords.Journal.Chain;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>Two things that are stored contradict each other.</summary>
internal sealed class ContradictionException(string message) : Exception(message);

/// <summary>
/// All that a journal on SQLite holds, read as the service reads it and with every check that there is:
/// the chain of each history, the seal of each payload, and the log of commits against the histories.
/// </summary>
/// <param name="Events">The events of each history.</param>
/// <param name="Commits">The log.</param>
/// <param name="Accesses">The access records in it, opened.</param>
internal sealed record WholeJournal(
    IReadOnlyDictionary<HistoryId, IReadOnlyList<OpenedEvent>> Events, IReadOnlyList<StoredCommit> Commits, IReadOnlyList<byte[]> Accesses)
{
    private const int PageLength = 500;
    private const int AllEvents = 1_000_000;

    /// <summary>The root of the Merkle tree over the commits, as a keeper outside of the database would note it.</summary>
    public byte[] Root
    {
        get
        {
            var tree = new MerkleFrontier();
            foreach (var commit in Commits)
                tree.Add(MerkleFrontier.Leaf(MerkleFrontier.RootOf(commit.Records)));
            return tree.Root();
        }
    }

    /// <summary>Reads a journal from its file. The exceptions are those of the journal, or <see cref="ContradictionException"/>.</summary>
    public static async Task<WholeJournal> ReadAsync(string path, KeyRing ring)
    {
        await using var store = new SqliteJournalStore(new SqliteJournalOptions(path));
        await store.OpenAsync(CancellationToken.None);
        return await ReadOpenAsync(store, ring);
    }

    /// <summary>Reads a journal from a store that is open, and leaves it open.</summary>
    public static async Task<WholeJournal> ReadOpenAsync(IJournalStore store, KeyRing ring)
    {
        var journal = new SealedJournal(store, ring, await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None));
        var commits = await ReadCommitsAsync(store);
        var records = commits.SelectMany(commit => commit.Records).Select(record => (Parsed: CommitRecord.Parse(record), Bytes: record)).ToList();
        var events = new Dictionary<HistoryId, IReadOnlyList<OpenedEvent>>();
        foreach (var history in records.GroupBy(record => record.Parsed.History))
        {
            var position = Position.Empty(history.Key) with { Key = await journal.ReadKeyAsync(history.Key, CancellationToken.None) };
            var opened = await journal.ReadAsync(position, AllEvents, CancellationToken.None);
            Compare(history.Key, opened, history.Select(record => record.Parsed));
            events.Add(history.Key, opened);
        }

        return new WholeJournal(events, commits, records.ConvertAll(record => journal.OpenAccess(record.Bytes)));
    }

    private static async Task<List<StoredCommit>> ReadCommitsAsync(IJournalStore store)
    {
        var commits = new List<StoredCommit>();
        while (await store.ReadCommitsAsync(commits.Count, PageLength, CancellationToken.None) is { Count: > 0 } page)
        {
            foreach (var commit in page)
            {
                if (commit.Number != commits.Count + 1)
                    throw new ContradictionException($"Commit {commits.Count + 1} is missing.");
                commits.Add(commit);
            }
        }

        return await store.ReadLastCommitAsync(CancellationToken.None) == commits.Count
            ? commits
            : throw new ContradictionException("The log does not end at the last commit.");
    }

    /// <summary>The log says how long each history is and what its head was after each commit.</summary>
    private static void Compare(HistoryId history, IReadOnlyList<OpenedEvent> events, IEnumerable<CommitRecord> records)
    {
        var version = 0L;
        foreach (var record in records.Where(record => record.Events > 0))
        {
            if (record.FirstVersion != version + 1)
                throw new ContradictionException($"The log passes over versions of history {history}.");
            version += record.Events;
            if (version > events.Count || !CryptographicOperations.FixedTimeEquals(events[(int)version - 1].Hash.Span, record.Head.Span))
                throw new ContradictionException($"History {history} is not what the log says at version {version}.");
        }

        if (version != events.Count)
            throw new ContradictionException($"History {history} has {events.Count} versions, of which the log knows {version}.");
    }
}
