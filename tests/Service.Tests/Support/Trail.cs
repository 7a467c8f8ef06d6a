using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Support;

/// <summary>The journal of a stand-alone service that has stopped, opened with its keys.</summary>
public static class Trail
{
    /// <summary>All records of accesses, in the order of the log.</summary>
    public static Task<IReadOnlyList<AccessRecord>> ReadAsync(string folder) => OpenAsync<IReadOnlyList<AccessRecord>>(folder, async (store, journal) =>
    {
        var commits = await store.ReadCommitsAsync(0, (int)await store.ReadLastCommitAsync(CancellationToken.None), CancellationToken.None);
        return [.. commits.SelectMany(commit => commit.Records).Select(record => AccessRecord.Parser.ParseFrom(journal.OpenAccess(record)))];
    });

    /// <summary>Changes a bit of a chart's first version where it is stored.</summary>
    public static async Task DamageAsync(string folder, string chart)
    {
        Assert.True(HistoryId.TryParse(chart, HistoryKind.Chart, out var history));
        var payload = await OpenAsync(folder, async (store, _) => (await store.ReadAsync(history, 0, 1, CancellationToken.None)).Single().Payload);
        var file = await File.ReadAllBytesAsync(FileOf(folder));
        // Pages that were given up may hold it too, and nobody reads those.
        var places = 0;
        for (var at = file.AsSpan().IndexOf(payload); at >= 0; at = file.AsSpan().IndexOf(payload), places++)
            file[at + (payload.Length / 2)] ^= 1;
        Assert.InRange(places, 1, int.MaxValue);
        await File.WriteAllBytesAsync(FileOf(folder), file);
    }

    private static async Task<T> OpenAsync<T>(string folder, Func<SqliteJournalStore, SealedJournal, Task<T>> read)
    {
        var ring = KeyRing.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keys", "master.key")));
        await using var store = new SqliteJournalStore(new SqliteJournalOptions(FileOf(folder)));
        await store.OpenAsync(CancellationToken.None);
        await using var journal = new SealedJournal(store, ring, await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None));
        return await read(store, journal);
    }

    private static string FileOf(string folder) => Path.Combine(folder, "medrecords.db");
}
