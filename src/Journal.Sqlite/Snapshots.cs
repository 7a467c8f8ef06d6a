using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>Writes snapshots without waiting for the disk: the next append's fsync takes them along.</summary>
internal static class Snapshots
{
    public static bool Write(Database database, SqliteSynchronous synchronous, HistoryId history, ReadOnlyMemory<byte> snapshot)
    {
        // In write-ahead mode a commit that was not synced can be lost by a power cut, but never leaves the
        // file inconsistent. The journal's own commits must not inherit it, whatever happens in between.
        database.SetSynchronous(SqliteSynchronous.Normal);
        try
        {
            database.Begin();
            database.Get(Sql.WriteSnapshot).Bind(1, history).Bind(2, snapshot.Span).Run();
            database.Commit();
        }
        finally
        {
            database.Rollback();
            database.SetSynchronous(synchronous);
        }
        return true;
    }
}
