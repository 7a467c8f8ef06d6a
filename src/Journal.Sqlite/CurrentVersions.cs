using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// The second place of every history's current version; the first is the index of events. A row written with each
/// event would cost every commit as many pages again, so those of the latest commits are kept in memory and written
/// together now and then. A connection that opens learns them from the events' own rows, newest first: not from the
/// index, for which they have to vouch.
/// </summary>
internal sealed class CurrentVersions
{
    /// <summary>Commits after which the versions are written: so few that opening a file after a crash reads little.</summary>
    private const int CommitsPerWrite = 64;

    private readonly Database _database;
    private readonly Dictionary<HistoryId, long> _unwritten = [];
    private long _written;

    private CurrentVersions(Database database) => _database = database;

    /// <summary>Learns what the commits since the last writing added.</summary>
    public static CurrentVersions Open(Database database)
    {
        var versions = new CurrentVersions(database) { _written = database.ReadNumber(Sql.ReadVersionsWritten) };
        var newest = database.Get(Sql.ReadNewestEvents);
        while (newest.Step() && newest.GetInt64(2) > versions._written)
        {
            // A row that names no history is missed by the one that it belongs to.
            if (newest.GetSpan(0).Length == AppendBatch.RecordHeaderLength)
                versions._unwritten.TryAdd(newest.GetHistory(0), newest.GetInt64(1));
        }

        newest.Reset();
        return versions;
    }

    /// <summary>The history's current version; 0 where it has none.</summary>
    public long Read(HistoryId history) =>
        _unwritten.TryGetValue(history, out var version) ? version : _database.ReadNumber(_database.Get(Sql.ReadCurrentCopy).Bind(1, history));

    /// <summary>Writes them within the transaction of a commit, where that is due.</summary>
    /// <param name="number">The commit's number.</param>
    /// <param name="added">The versions that the commit brings histories to.</param>
    public void WriteWhereDue(long number, IReadOnlyList<Seen> added)
    {
        if (!IsDue(number))
            return;
        foreach (var (history, version) in _unwritten)
            Write(history, version);
        foreach (var (history, version) in added)
            Write(history, version);
        _database.Get(Sql.WriteVersionsWritten).Bind(1, number).Run();
    }

    /// <summary>Takes note of a commit that is stored.</summary>
    public void Learn(long number, IReadOnlyList<Seen> added)
    {
        if (IsDue(number))
        {
            _unwritten.Clear();
            _written = number;
            return;
        }

        foreach (var (history, version) in added)
            _unwritten[history] = version;
    }

    private bool IsDue(long number) => number - _written >= CommitsPerWrite;

    private void Write(HistoryId history, long version) =>
        _database.Get(Sql.WriteCurrent).Bind(1, history).Bind(2, version).Run();
}
