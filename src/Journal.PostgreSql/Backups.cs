using System.Runtime.CompilerServices;
using MedRecords.Journal.Backup;
using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Reads the tables for a backup, chunk by chunk in the order of their keys, and fills them from one.</summary>
internal sealed class Backups(Sessions sessions, Reads reads)
{
    public async Task BackupAsync(Stream destination, CancellationToken cancellation)
    {
        // Rows of these commits never change, but for keys wrapped anew, so no snapshot has to be held while they are read.
        var last = await reads.ReadLastCommitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await BackupFormat.WriteAsync(destination, last, ReadRowsAsync(last, cancellation), cancellation).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw Failures.OfRead(failure);
        }
    }

    public async Task RestoreAsync(Stream source, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await sessions.Appends.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await ReadScalarAsync(connection, Sql.LockAppends, cancellation).ConfigureAwait(false);
            if (await ReadScalarAsync(connection, Sql.IsEmpty, cancellation).ConfigureAwait(false) is not true)
                throw new JournalRefusedException("The journal's database is not empty: restore into a new one.");
            await using (var tables = new RestoreTables(connection))
            {
                await foreach (var row in BackupFormat.ReadAsync(source, cancellation).ConfigureAwait(false))
                    await tables.AddAsync(row, cancellation).ConfigureAwait(false);
                await tables.CompleteAsync(cancellation).ConfigureAwait(false);
            }
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw Failures.OfAppend(failure);
        }
    }

    private static async Task<object?> ReadScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<BackupRow> ReadRowsAsync(long last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var settings = ReadTableAsync(Sql.BackupSettings, [], row =>
            new SettingRow(row.GetString(0), row.GetFieldValue<byte[]>(1)), after: null, cancellation);
        var commits = ReadTableAsync(Sql.BackupCommits, [last, 0L], row =>
            new CommitRow(new StoredCommit(row.GetInt64(0), row.GetFieldValue<byte[][]>(1))),
            after: row => [last, row.Commit.Number], cancellation);
        var events = ReadTableAsync(Sql.BackupEvents, [last, Guid.Empty, 0L], row =>
            new EventRow(new HistoryId(row.GetGuid(0)), row.GetInt64(2),
                new StoredEvent(row.GetInt64(1), row.GetFieldValue<byte[]>(4), row.GetFieldValue<byte[]>(3))),
            after: row => [last, row.History.Value, row.Event.Version], cancellation);
        var terms = ReadTableAsync(Sql.BackupTerms, [last, Array.Empty<byte>(), Guid.Empty], row =>
            new TermRow(row.GetFieldValue<byte[]>(0), new HistoryId(row.GetGuid(1)), row.GetInt64(2)),
            after: row => [last, row.Term, row.History.Value], cancellation);
        var keys = ReadTableAsync(Sql.BackupKeys, [last, Guid.Empty], row =>
            new KeyRow(new HistoryId(row.GetGuid(0)), row.GetFieldValue<byte[]>(1), row.GetInt64(2)),
            after: row => [last, row.History.Value], cancellation);
        foreach (var table in new IAsyncEnumerable<BackupRow>[] { settings, commits, events, terms, keys })
        {
            await foreach (var row in table.ConfigureAwait(false))
                yield return row;
        }
    }

    /// <summary>The rows of one table; <paramref name="after"/> gives the arguments of the chunk that follows a row.</summary>
    private async IAsyncEnumerable<TRow> ReadTableAsync<TRow>(
        string sql, object[] arguments, Func<NpgsqlDataReader, TRow> toRow, Func<TRow, object[]>? after,
        [EnumeratorCancellation] CancellationToken cancellation)
        where TRow : BackupRow
    {
        for (object[]? next = arguments; next is not null;)
        {
            TRow? newest = null;
            await using var connection = await sessions.Reads.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var argument in next)
                command.Parameters.Add(new NpgsqlParameter { Value = argument });
            await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                yield return newest = toRow(reader);
            next = newest is null ? null : after?.Invoke(newest);
        }
    }
}
