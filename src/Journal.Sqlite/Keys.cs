using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// Reads the wrapped keys and puts them in place of others, in both places where each is kept. The twofold read
/// comes first: where the two differ, nothing is written.
/// </summary>
internal static class Keys
{
    /// <summary>Keys that one step of counting looks at; few, so that appends get in between.</summary>
    public const int KeysPerCount = 10_000;

    public static List<StoredKey> Read(Database database, HistoryId after, int limit)
    {
        var keys = new List<StoredKey>();
        var row = database.Get(Sql.ReadKeys).Bind(1, after).Bind(2, limit);
        while (row.Step())
            keys.Add(new StoredKey(row.GetHistory(0), row.GetBytes(1)));
        return keys;
    }

    /// <summary>The name of the master key that a wrapped key carries, in hexadecimal digits.</summary>
    public static string MasterOf(StoredKey key) => Convert.ToHexString(key.Wrapped.AsSpan()[Math.Min(1, key.Wrapped.Length)..Math.Min(9, key.Wrapped.Length)]);

    public static int Replace(Database database, IReadOnlyList<KeyReplacement> replacements)
    {
        database.Begin();
        var replaced = 0;
        foreach (var (history, old, wrapped) in replacements)
        {
            if (Reads.ReadKey(database, history) is not { } found || !old.Span.SequenceEqual(found))
                continue;
            database.Get(Sql.ReplaceKey).Bind(1, history).Bind(2, wrapped.Span).Run();
            database.Get(Sql.ReplaceKeyCopy).Bind(1, history).Bind(2, wrapped.Span).Run();
            replaced++;
        }
        database.Commit();
        return replaced;
    }

    public static bool ReplaceSetting(Database database, string name, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> value)
    {
        database.Begin();
        var isAsGiven = Reads.ReadSetting(database, name) is { } found && old.Span.SequenceEqual(found);
        if (isAsGiven)
        {
            database.Get(Sql.ReplaceSetting).Bind(1, name).Bind(2, value.Span).Run();
            database.Get(Sql.ReplaceSettingCopy).Bind(1, name).Bind(2, value.Span).Run();
        }
        database.Commit();
        return isAsGiven;
    }
}
