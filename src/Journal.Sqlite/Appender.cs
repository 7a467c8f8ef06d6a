using MedRecords.Journal.Contract;
using SQLitePCL;

namespace MedRecords.Journal.Sqlite;

/// <summary>Commits what is in flight in one transaction.</summary>
internal static class Appender
{
    public static IReadOnlyList<AppendResult> Append(Database database, AppendBatch batch)
    {
        database.Begin();
        long[] current = [.. batch.Histories.Select(history => Reads.ReadCurrent(database, history))];
        var stale = batch.FindStale(current);
        if (!stale.Contains(false))
        {
            database.Rollback();
            return batch.ToResults(commit: 0, current);
        }
        var number = database.ReadNumber(Sql.ReadLastCommit) + 1;
        var (records, added) = (new List<ReadOnlyMemory<byte>>(stale.Length), new List<Seen>());
        for (var i = 0; i < stale.Length; i++)
        {
            if (stale[i])
                continue;
            var version = Insert(database, batch.Appends[i], number);
            if (batch.Appends[i].Events.Count > 0)
                added.Add(new Seen(batch.Appends[i].History, version));
            records.Add(batch.Appends[i].Record);
        }
        Commits.Insert(database, number, records);
        database.Versions.WriteWhereDue(number, added);
        database.Commit(number);
        database.Versions.Learn(number, added);
        return batch.ToResults(number, current);
    }

    /// <summary>Adds what an append brings, and returns the version that its history comes to.</summary>
    private static long Insert(Database database, Append append, long number)
    {
        var version = append.Seen[0].Version;
        foreach (var item in append.Events)
        {
            database.Get(Sql.InsertEvent).Bind(1, append.History).Bind(2, ++version).Bind(3, number)
                .Bind(4, item.Hash.Span).Bind(5, item.Payload.Span).Run();
        }
        foreach (var term in append.Terms)
            database.Get(Sql.InsertTerm).Bind(1, term.Span).Bind(2, append.History).Bind(3, number).Run();
        if (append.WrappedKey is { } wrapped)
            InsertKey(database, append.History, wrapped.Span, number);
        return version;
    }

    private static void InsertKey(Database database, HistoryId history, ReadOnlySpan<byte> wrapped, long number)
    {
        try
        {
            database.Get(Sql.InsertKey).Bind(1, history).Bind(2, wrapped).Bind(3, number).Run();
        }
        catch (SqliteFailure failure) when (failure.PrimaryCode == raw.SQLITE_CONSTRAINT)
        {
            throw new ArgumentException("The history has a data key already.", failure);
        }
    }
}
