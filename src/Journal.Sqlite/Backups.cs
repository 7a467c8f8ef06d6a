using MedRecords.Journal.Backup;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>Reads the tables for a backup, chunk by chunk in the order of their keys, and fills them from one.</summary>
internal sealed class Backups(Gate gate)
{
    /// <summary>What one chunk holds at least, unless its table ends; appends wait no longer than its reading takes.</summary>
    private const int ChunkBytes = 256 * 1024;

    /// <summary>How many events are tallied at once, for the same reason.</summary>
    private const int TallyCount = 2_000;

    public async Task BackupAsync(Stream destination, CancellationToken cancellation)
    {
        // Rows of these commits never change, but for keys wrapped anew, so nothing has to be locked from one chunk to the next.
        var (last, lastEvent) = await gate.ReadAsync(
            database => (database.ReadNumber(Sql.ReadLastCommit), database.ReadNumber(Sql.ReadLastEvent)), cancellation).ConfigureAwait(false);
        await BackupFormat.WriteAsync(destination, last, ReadRowsAsync(last, lastEvent, cancellation), cancellation).ConfigureAwait(false);
    }

    public Task RestoreAsync(Stream source, CancellationToken cancellation) => gate.WriteAsync(
        async database =>
        {
            database.Begin();
            if (database.ReadNumber(Sql.IsEmpty) == 0)
                throw new JournalRefusedException("The journal's file is not empty: restore into a new one.");
            await foreach (var row in BackupFormat.ReadAsync(source, cancellation).ConfigureAwait(false))
                Insert(database, row);
            database.Execute(Sql.RestoreVersions);
            database.Commit();
            database.LearnVersions();
        },
        cancellation);

    private static void Insert(Database database, BackupRow row)
    {
        switch (row)
        {
            case SettingRow setting:
                database.Get(Sql.AddSetting).Bind(1, setting.Name).Bind(2, setting.Value).Run();
                break;
            case CommitRow { Commit: var commit }:
                Commits.Insert(database, commit.Number, commit.Records.Select(record => new ReadOnlyMemory<byte>(record)));
                break;
            case EventRow { Event: var stored } item:
                database.Get(Sql.InsertEvent).Bind(1, item.History).Bind(2, stored.Version).Bind(3, item.Commit)
                    .Bind(4, stored.Hash).Bind(5, stored.Payload).Run();
                break;
            case TermRow term:
                database.Get(Sql.InsertTerm).Bind(1, term.Term).Bind(2, term.History).Bind(3, term.Commit).Run();
                break;
            case KeyRow key:
                database.Get(Sql.InsertKey).Bind(1, key.History).Bind(2, key.Wrapped).Bind(3, key.Commit).Run();
                break;
        }
    }

    private async IAsyncEnumerable<BackupRow> ReadRowsAsync(
        long last, long lastEvent, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var events = new EventTally();
        foreach (var start in Starts)
        {
            for (var after = start; after is not null;)
            {
                var previous = after;
                var chunk = await gate.ReadAsync(database => ReadChunk(database, last, previous), cancellation).ConfigureAwait(false);
                foreach (var row in chunk)
                {
                    if (row is EventRow item)
                        events.Add(item.History, item.Event.Version, item.Commit);
                    yield return row;
                }
                after = chunk.LastOrDefault();
            }
        }
        if (!events.IsOf(await TallyEventsAsync(lastEvent, cancellation).ConfigureAwait(false)))
            throw Failures.Disagreement();
    }

    /// <summary>Takes in the events by their rows in the table; the backup's came by its index, chosen by their commits.</summary>
    private async Task<EventTally> TallyEventsAsync(long lastEvent, CancellationToken cancellation)
    {
        var tally = new EventTally();
        for (long? after = 0; after is { } rowId;)
            after = await gate.ReadAsync(database => TallyEvents(database, tally, rowId, lastEvent), cancellation).ConfigureAwait(false);
        return tally;
    }

    private static long? TallyEvents(Database database, EventTally tally, long after, long last)
    {
        long? reached = null;
        var row = database.Get(Sql.ScanEvents).Bind(1, after).Bind(2, last).Bind(3, TallyCount);
        while (row.Step())
        {
            reached = row.GetInt64(0);
            tally.Add(row.GetHistory(1), row.GetInt64(2), row.GetInt64(3));
        }
        return reached;
    }

    /// <summary>For each table a row before its first.</summary>
    private static BackupRow[] Starts =>
    [
        new SettingRow("", []),
        new CommitRow(new StoredCommit(0, [])),
        new EventRow(default, 0, new StoredEvent(0, [], [])),
        new TermRow([], default, 0),
        new KeyRow(default, [], 0),
    ];

    private static List<BackupRow> ReadChunk(Database database, long last, BackupRow after)
    {
        var rows = new List<BackupRow>();
        var statement = Bind(database, last, after);
        for (var bytes = 0; bytes < ChunkBytes && statement.Step();)
        {
            var (row, length) = ToRow(statement, after);
            rows.Add(row);
            bytes += length;
        }
        statement.Reset();
        return rows;
    }

    private static Statement Bind(Database database, long last, BackupRow after) => after switch
    {
        SettingRow row => database.Get(Sql.BackupSettings).Bind(1, row.Name),
        CommitRow row => database.Get(Sql.ReadCommits).Bind(1, row.Commit.Number).Bind(2, last).Bind(3, long.MaxValue),
        EventRow row => database.Get(Sql.BackupEvents).Bind(1, last).Bind(2, row.History).Bind(3, row.Event.Version),
        TermRow row => database.Get(Sql.BackupTerms).Bind(1, last).Bind(2, row.Term).Bind(3, row.History),
        KeyRow row => database.Get(Sql.BackupKeys).Bind(1, last).Bind(2, row.History),
        _ => throw new ArgumentException("A backup has no such row.", nameof(after)),
    };

    private static (BackupRow Row, int Length) ToRow(Statement row, BackupRow kind) => kind switch
    {
        SettingRow => (new SettingRow(row.GetString(0), row.GetBytes(1)), row.GetSpan(1).Length),
        CommitRow => (new CommitRow(Commits.ToCommit(row)), row.GetSpan(1).Length),
        EventRow => (new EventRow(row.GetHistory(0), row.GetInt64(2), new StoredEvent(row.GetInt64(1), row.GetBytes(4), row.GetBytes(3))),
            100 + row.GetSpan(4).Length),
        TermRow => (new TermRow(row.GetBytes(0), row.GetHistory(1), row.GetInt64(2)), 100),
        _ => (new KeyRow(row.GetHistory(0), row.GetBytes(1), row.GetInt64(2)), 100),
    };
}
