using System.Security.Cryptography;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>
/// All that reads of a journal answer, as one hash each for the journal itself and for the two lookups that help
/// to find things in it.
/// </summary>
/// <param name="CommitCount">Number of the last commit.</param>
/// <param name="Root">Root of the Merkle tree over the commits.</param>
/// <param name="Content">Hash of every event, commit and access record.</param>
/// <param name="Searches">Hash of the answers of searches by term.</param>
/// <param name="Trails">Hash of the answers of the index of accesses.</param>
internal sealed record Reading(long CommitCount, string Root, string Content, string Searches, string Trails)
{
    private const int AllCommits = 1_000_000;

    /// <summary>Reads everything; the exceptions are those of <see cref="WholeJournal"/>.</summary>
    public static async Task<Reading> TakeAsync(string path, KeyRing ring, int histories)
    {
        await using var store = new SqliteJournalStore(new SqliteJournalOptions(path));
        await store.OpenAsync(CancellationToken.None);
        var whole = await WholeJournal.ReadOpenAsync(store, ring);
        return new Reading(
            whole.Commits.Count, Convert.ToHexString(whole.Root), HashContent(whole), await HashSearchesAsync(store, histories), await HashTrailsAsync(store, histories));
    }

    private static string HashContent(WholeJournal whole)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (history, events) in whole.Events.OrderBy(item => item.Key))
        {
            hash.AppendData(history.Value.ToByteArray());
            foreach (var one in events)
            {
                hash.AppendData(one.Content);
                hash.AppendData(one.Hash.Span);
            }
        }

        foreach (var access in whole.Accesses)
            hash.AppendData(access);
        hash.AppendData(whole.Root);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static Task<string> HashSearchesAsync(SqliteJournalStore store, int histories) => HashAsync(histories, async number =>
        (await store.FindHistoriesAsync([Specimen.NewTerm(number)], AllCommits, CancellationToken.None)).Select(found => found.Value.ToByteArray()));

    private static Task<string> HashTrailsAsync(SqliteJournalStore store, int histories) => HashAsync(histories, async number =>
        (await store.FindCommitsAsync(Specimen.NewHistory(number), long.MaxValue, AllCommits, CancellationToken.None)).Select(BitConverter.GetBytes));

    private static async Task<string> HashAsync(int count, Func<int, Task<IEnumerable<byte[]>>> read)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < count; i++)
        {
            foreach (var answer in await read(i))
                hash.AppendData(answer);
            hash.AppendData([0]);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
