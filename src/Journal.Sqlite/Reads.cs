using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// Runs the queries, and the small writes beside the journal. Versions and commits have no gaps, so how many there
/// have to be is known: where some are missing, a damage hides them.
/// </summary>
internal static class Reads
{
    /// <summary>Commits that one transaction adds to the index of accesses; short, so that appends get in between.</summary>
    private const int CommitsPerIndexing = 200;

    /// <summary>Histories that one step of a search looks at; few, so that appends get in between.</summary>
    private const int HistoriesPerSearch = 1_000;

    /// <summary>The history's current version; 0 where it has none.</summary>
    public static long ReadCurrent(Database database, HistoryId history)
    {
        var current = database.ReadNumber(database.Get(Sql.ReadCurrent).Bind(1, history));
        return current == database.Versions.Read(history) ? current : throw Failures.Disagreement();
    }

    public static List<StoredEvent> Read(Database database, HistoryId history, long after, int limit)
    {
        var events = All(database.Get(Sql.Read).Bind(1, history).Bind(2, after).Bind(3, limit), ToEvent);
        return CheckNumbers(events, item => item.Version, ReadCurrent(database, history), after, limit);
    }

    public static List<StoredEvent> ReadNewest(Database database, HistoryId history, int limit)
    {
        var events = All(database.Get(Sql.ReadNewest).Bind(1, history).Bind(2, limit), ToEvent);
        events.Reverse();
        var current = ReadCurrent(database, history);
        return CheckNumbers(events, item => item.Version, current, current - limit, limit);
    }

    public static List<StoredEvent> ReadVersions(Database database, HistoryId history, IReadOnlyList<long> versions)
    {
        var current = ReadCurrent(database, history);
        List<long> existing = [.. versions.Distinct().Where(version => version > 0 && version <= current).Order()];
        List<StoredEvent> events = [.. existing.SelectMany(version =>
            All(database.Get(Sql.ReadVersion).Bind(1, history).Bind(2, version), ToEvent))];
        return events.Select(item => item.Version).SequenceEqual(existing) ? events : throw Failures.Disagreement();
    }

    public static List<StoredCommit> ReadCommits(Database database, long after, int limit)
    {
        var commits = All(database.Get(Sql.ReadCommits).Bind(1, after).Bind(2, long.MaxValue).Bind(3, limit), Commits.ToCommit);
        return CheckNumbers(commits, commit => commit.Number, database.ReadNumber(Sql.ReadLastCommit), after, limit);
    }

    /// <summary>The last commit that is in the index of accesses, and the newest that there is.</summary>
    public static (long Indexed, long Newest) ReadIndexed(Database database)
    {
        var (indexed, newest) = (database.ReadNumber(Sql.ReadIndexed), database.ReadNumber(Sql.ReadLastCommit));
        return indexed <= newest ? (indexed, newest) : throw Failures.Disagreement();
    }

    public static List<long> FindCommits(Database database, HistoryId history, long before, int limit) =>
        All(database.Get(Sql.FindCommits).Bind(1, history).Bind(2, before).Bind(3, limit), row => row.GetInt64(0));

    /// <summary>Brings the index of accesses forward by some commits; returns the one it now reaches.</summary>
    public static long IndexAccesses(Database database)
    {
        database.Begin();
        var indexed = database.ReadNumber(Sql.ReadIndexed);
        foreach (var commit in ReadCommits(database, indexed, CommitsPerIndexing))
        {
            foreach (var record in commit.Records)
                database.Get(Sql.IndexAccess).Bind(1, record.AsSpan(0, AppendBatch.RecordHeaderLength)).Bind(2, commit.Number).Run();
            indexed = commit.Number;
        }
        database.Get(Sql.WriteIndexed).Bind(1, indexed).Run();
        database.Commit();
        return indexed;
    }

    /// <summary>
    /// Looks through some histories with the first term, from the one after <paramref name="after"/> on, and
    /// returns those with the others too, and the last one looked at; none where there are no more.
    /// </summary>
    public static (List<HistoryId> Found, HistoryId? Last) FindHistories(
        Database database, IReadOnlyList<ReadOnlyMemory<byte>> terms, HistoryId after)
    {
        var candidates = All(
            database.Get(Sql.FindHistories).Bind(1, terms[0].Span).Bind(2, after).Bind(3, HistoriesPerSearch), row => row.GetHistory(0));
        var found = candidates.FindAll(history => terms.Skip(1).All(term => HasTerm(database, term, history)));
        return (found, candidates.Count == HistoriesPerSearch ? candidates[^1] : null);
    }

    public static byte[]? ReadKey(Database database, HistoryId history) =>
        All(database.Get(Sql.ReadKey).Bind(1, history), row => row.GetBytes(0)).FirstOrDefault();

    public static byte[]? ReadSetting(Database database, string name) =>
        All(database.Get(Sql.ReadSetting).Bind(1, name), row => row.GetBytes(0)).FirstOrDefault();

    public static byte[] AddSetting(Database database, string name, ReadOnlyMemory<byte> value)
    {
        database.Begin();
        // Looked for first: where a damage hides it, nothing else may take its place.
        if (ReadSetting(database, name) is null)
            database.Get(Sql.AddSetting).Bind(1, name).Bind(2, value.Span).Run();
        database.Commit();
        return ReadSetting(database, name)
            ?? throw new JournalDamagedException("A setting is gone right after it was written.");
    }

    public static byte[]? ReadSnapshot(Database database, HistoryId history) =>
        All(database.Get(Sql.ReadSnapshot).Bind(1, history), row => row.GetBytes(0)).FirstOrDefault();

    private static bool HasTerm(Database database, ReadOnlyMemory<byte> term, HistoryId history) =>
        All(database.Get(Sql.HasTerm).Bind(1, term.Span).Bind(2, history), _ => true).Count > 0;

    private static StoredEvent ToEvent(Statement row) => new(row.GetInt64(0), row.GetBytes(1), row.GetBytes(2));

    private static List<T> CheckNumbers<T>(List<T> found, Func<T, long> toNumber, long last, long after, int limit)
    {
        var start = Math.Max(after, 0);
        var areAll = found.Count == Math.Max(0, Math.Min(last - start, limit))
            && !found.Where((item, i) => toNumber(item) != start + 1 + i).Any();
        return areAll ? found : throw Failures.Disagreement();
    }

    private static List<T> All<T>(Statement statement, Func<Statement, T> toItem)
    {
        var items = new List<T>();
        while (statement.Step())
            items.Add(toItem(statement));
        return items;
    }
}
