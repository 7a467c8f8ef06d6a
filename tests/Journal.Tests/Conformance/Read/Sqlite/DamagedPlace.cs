using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>A SQLite file with some of everything, from which rows vanish as damaged pages make them vanish: in one b-tree alone.</summary>
internal sealed class DamagedPlace : IAsyncDisposable
{
    private readonly SqlitePlace _place;

    private DamagedPlace(SqlitePlace place, HistoryId[] histories) => (_place, Histories) = (place, histories);

    /// <summary>The histories. The first has one version and 40 commits, each of the others has three versions and two commits.</summary>
    public HistoryId[] Histories { get; }

    /// <summary>The open store.</summary>
    public IJournalStore Store { get; private set; } = null!;

    /// <summary>Makes the file, runs a script on it while it is closed, and opens it again.</summary>
    /// <param name="script">Given the histories as literals.</param>
    public static async Task<DamagedPlace> MakeAsync(Func<string[], string>? script = null)
    {
        var place = new SqlitePlace();
        var store = await place.OpenAsync();
        var damaged = new DamagedPlace(place, await SomeBackup.FillAsync(store));
        await store.FindCommitsAsync(damaged.Histories[0], long.MaxValue, 1, CancellationToken.None);
        await store.DisposeAsync();
        if (script is not null)
            place.Execute(script([.. damaged.Histories.Select(Literal)]));
        damaged.Store = await place.OpenAsync();
        return damaged;
    }

    /// <summary>A script after which the index of the events, but not their table, lacks some.</summary>
    public static string HideFromIndex(string condition) => $"""
        CREATE TABLE shadow (history BLOB NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (history, version));
        INSERT INTO shadow (rowid, history, version) SELECT rowid, history, version FROM events WHERE NOT ({condition});
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_shadow_1')
        WHERE name = 'sqlite_autoindex_events_1';
        """;

    /// <summary>A script after which the current versions are written, as after some more commits, and some are not there.</summary>
    public static string HideFromCurrentVersions(string condition) => $"""
        INSERT INTO current_versions (history, version) SELECT history, max(version) FROM events WHERE NOT ({condition}) GROUP BY history;
        UPDATE meta SET value = (SELECT max(number) FROM commits) WHERE name = 'versions';
        """;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    private static string Literal(HistoryId history)
    {
        var bytes = new byte[16];
        history.WriteTo(bytes);
        return $"x'{Convert.ToHexString(bytes)}'";
    }
}
