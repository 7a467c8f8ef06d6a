using MedRecords.Journal.Contract;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>SQLite only: a file with the tables of version 1, as Schema1.sql makes them, is brought forward.</summary>
public sealed class Older_file
{
    private static readonly string[] Tables = ["events", "commits", "terms", "keys", "settings", "access_index", "snapshots"];

    [Fact]
    public async Task Is_read_and_written_as_one_of_today()
    {
        await using var today = new SqlitePlace();
        await using var older = new SqlitePlace();
        var store = await today.OpenAsync();
        var histories = await SomeBackup.FillAsync(store);
        var trail = await TrailAsync(store, histories[0]);
        var backup = await SomeBackup.TakeAsync(store);
        await store.DisposeAsync();
        MakeOlder(older, today.File);

        var upgraded = await older.OpenAsync();

        Assert.Equal(backup, await SomeBackup.TakeAsync(upgraded));
        Assert.Equal(trail, await TrailAsync(upgraded, histories[0]));
        Assert.Equal(histories.Order(), await upgraded.FindHistoriesAsync([Given.Term("all")], 1_000, CancellationToken.None));
        Assert.Equal("key 1"u8.ToArray(), await upgraded.ReadKeyAsync(histories[1], CancellationToken.None));
        Assert.Equal(3, (await upgraded.PayloadsAsync(histories[1])).Length);
        await upgraded.AddAsync(Given.Write(histories[1], 3, "more"), Given.First(Given.History(), "key", "all"));
        Assert.Equal(histories.Length + 1, (await upgraded.FindHistoriesAsync([Given.Term("all")], 1_000, CancellationToken.None)).Count);
        await upgraded.DisposeAsync();
        Assert.Equal(4, (await (await older.OpenAsync()).PayloadsAsync(histories[1])).Length);
    }

    private static void MakeOlder(SqlitePlace place, string filled)
    {
        using var resource = typeof(SqliteJournalStore).Assembly.GetManifestResourceStream("MedRecords.Journal.Sqlite.Sql.Schema1.sql")!;
        using var schema = new StreamReader(resource);
        var rows = Tables.Select(table => $"INSERT INTO {table} SELECT * FROM filled.{table};");
        place.Execute($"""
            PRAGMA journal_mode = WAL;
            PRAGMA application_id = 0x4D524A4C;
            PRAGMA user_version = 1;
            {schema.ReadToEnd()}
            ATTACH '{filled}' AS filled;
            {string.Concat(rows)}
            UPDATE meta SET value = (SELECT value FROM filled.meta WHERE name = 'indexed') WHERE name = 'indexed';
            """);
    }

    private static Task<IReadOnlyList<long>> TrailAsync(IJournalStore store, HistoryId history) =>
        store.FindCommitsAsync(history, long.MaxValue, 1_000, CancellationToken.None).InTime("a search");
}
