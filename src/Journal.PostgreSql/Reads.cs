using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Runs the queries, after any append whose outcome is unknown has been settled.</summary>
internal sealed class Reads(Sessions sessions, Appender appender)
{
    /// <summary>Commits that one statement adds to the index of accesses.</summary>
    private const int CommitsPerIndexing = 1_000;

    public Task<List<StoredEvent>> ReadAsync(HistoryId history, long after, int limit, CancellationToken cancellation) =>
        QueryAsync(Sql.Read, [history.Value, after, (long)limit], ToEvent, cancellation);

    public async Task<IReadOnlyList<StoredEvent>> ReadNewestAsync(HistoryId history, int limit, CancellationToken cancellation)
    {
        var events = await QueryAsync(Sql.ReadNewest, [history.Value, (long)limit], ToEvent, cancellation).ConfigureAwait(false);
        events.Reverse();
        return events;
    }

    public Task<List<StoredEvent>> ReadVersionsAsync(HistoryId history, IReadOnlyList<long> versions, CancellationToken cancellation) =>
        QueryAsync(Sql.ReadVersions, [history.Value, versions.ToArray()], ToEvent, cancellation);

    public Task<List<StoredCommit>> ReadCommitsAsync(long after, int limit, CancellationToken cancellation) =>
        QueryAsync(Sql.ReadCommits, [after, (long)limit],
            row => new StoredCommit(row.GetInt64(0), row.GetFieldValue<byte[][]>(1)), cancellation);

    public Task<long> ReadLastCommitAsync(CancellationToken cancellation) =>
        ReadNumberAsync(Sql.ReadLastCommit, [], cancellation);

    public async Task<IReadOnlyList<long>> FindCommitsAsync(HistoryId history, long before, int limit, CancellationToken cancellation)
    {
        var newest = await ReadLastCommitAsync(cancellation).ConfigureAwait(false);
        var indexed = await ReadNumberAsync(Sql.ReadIndexed, [], cancellation).ConfigureAwait(false);
        while (indexed < newest)
            indexed = await ReadNumberAsync(Sql.IndexAccesses, [CommitsPerIndexing], cancellation).ConfigureAwait(false);
        return await QueryAsync(Sql.FindCommits, [history.Value, before, (long)limit],
            row => row.GetInt64(0), cancellation).ConfigureAwait(false);
    }

    public Task<List<HistoryId>> FindHistoriesAsync(IReadOnlyList<ReadOnlyMemory<byte>> terms, int limit, CancellationToken cancellation) =>
        QueryAsync(Sql.FindHistories, [terms.Select(term => term.ToArray()).ToArray(), (long)limit],
            row => new HistoryId(row.GetGuid(0)), cancellation);

    public async Task<byte[]?> ReadKeyAsync(HistoryId history, CancellationToken cancellation) =>
        (await QueryAsync(Sql.ReadKey, [history.Value], ToBytes, cancellation).ConfigureAwait(false)).FirstOrDefault();

    public async Task<byte[]?> ReadSettingAsync(string name, CancellationToken cancellation) =>
        (await QueryAsync(Sql.ReadSetting, [name], ToBytes, cancellation).ConfigureAwait(false)).FirstOrDefault();

    public async Task<byte[]> AddSettingAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        await QueryAsync(Sql.AddSetting, [name, value], ToBytes, cancellation).ConfigureAwait(false);
        return await ReadSettingAsync(name, cancellation).ConfigureAwait(false)
            ?? throw new JournalDamagedException("A setting is gone right after it was written.");
    }

    public Task<List<StoredKey>> ReadKeysAsync(HistoryId after, int limit, CancellationToken cancellation) =>
        QueryAsync(Sql.ReadKeys, [after.Value, (long)limit], row => new StoredKey(new HistoryId(row.GetGuid(0)), row.GetFieldValue<byte[]>(1)), cancellation);

    public Task<List<KeyGroup>> CountKeysAsync(CancellationToken cancellation) =>
        QueryAsync(Sql.CountKeys, [], row => new KeyGroup(row.GetFieldValue<byte[]>(0), row.GetInt64(1)), cancellation);

    public async Task<int> ReplaceKeysAsync(IReadOnlyList<KeyReplacement> replacements, CancellationToken cancellation) =>
        (int)await ReadNumberAsync(
            Sql.ReplaceKeys,
            [
                replacements.Select(replacement => replacement.History.Value).ToArray(),
                replacements.Select(replacement => replacement.Old.ToArray()).ToArray(),
                replacements.Select(replacement => replacement.New.ToArray()).ToArray(),
            ],
            cancellation).ConfigureAwait(false);

    public async Task<bool> ReplaceSettingAsync(string name, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> value, CancellationToken cancellation) =>
        await ReadNumberAsync(Sql.ReplaceSetting, [name, old, value], cancellation).ConfigureAwait(false) > 0;

    private static StoredEvent ToEvent(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2));

    private static byte[] ToBytes(NpgsqlDataReader row) => row.GetFieldValue<byte[]>(0);

    private async Task<long> ReadNumberAsync(string sql, object[] arguments, CancellationToken cancellation) =>
        (await QueryAsync(sql, arguments, row => row.GetInt64(0), cancellation).ConfigureAwait(false))[0];

    private async Task<List<T>> QueryAsync<T>(
        string sql, object[] arguments, Func<NpgsqlDataReader, T> toItem, CancellationToken cancellation)
    {
        await appender.SettleAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await RunAsync(sql, arguments, toItem, cancellation).ConfigureAwait(false);
        }
        catch (NpgsqlException failure) when (failure.IsTransient && failure.InnerException is not TimeoutException)
        {
            // Every pooled connection died with the server; one of them must not speak for the new one.
            sessions.Reads.Clear();
        }
        catch (NpgsqlException failure)
        {
            throw Failures.OfRead(failure);
        }
        try
        {
            return await RunAsync(sql, arguments, toItem, cancellation).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw Failures.OfRead(failure);
        }
    }

    private async Task<List<T>> RunAsync<T>(
        string sql, object[] arguments, Func<NpgsqlDataReader, T> toItem, CancellationToken cancellation)
    {
        await using var connection = await sessions.Reads.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var items = new List<T>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            items.Add(toItem(reader));
        await reader.CloseAsync().ConfigureAwait(false);
        return items;
    }
}
