using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>
/// Sends appends over one connection of their own, one call at a time. When the outcome of a call is
/// unknown its server process may still be at work, so it is ended before anything is read or appended:
/// what a reader then does not find will not turn up later.
/// </summary>
internal sealed class Appender(Sessions sessions, TimeSpan timeout) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly AppendParameters _parameters = new();
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _command;
    private Backend? _current;
    private volatile Backend? _lost;

    private sealed record Backend(int ProcessId, DateTime Start);

    public async Task<IReadOnlyList<AppendResult>> AppendAsync(AppendBatch batch, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await SettleHeldAsync(cancellation).ConfigureAwait(false);
            await ConnectAsync(cancellation).ConfigureAwait(false);
            return await SendAsync(batch).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Sees to it that no call whose outcome was unknown can still commit.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        if (_lost is null)
            return;
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await SettleHeldAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        await DisconnectAsync().ConfigureAwait(false);
        _gate.Release();
    }

    private async Task<IReadOnlyList<AppendResult>> SendAsync(AppendBatch batch)
    {
        _parameters.Set(batch);
        try
        {
            await using var reader = await _command!.ExecuteReaderAsync().ConfigureAwait(false);
            if (!await reader.ReadAsync().ConfigureAwait(false))
                throw new OutcomeUnknownException("PostgreSQL answered an append with nothing.");
            var (commit, current) = (reader.GetInt64(0), reader.GetFieldValue<long[]>(1));
            // The server commits after it has sent the row: only the end of its answer says that it did.
            await reader.CloseAsync().ConfigureAwait(false);
            return batch.ToResults(commit, current);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException or OutcomeUnknownException)
        {
            var meaning = Failures.OfAppend(failure);
            if (meaning is OutcomeUnknownException)
                _lost = _current;
            if (meaning is OutcomeUnknownException || _connection!.FullState != System.Data.ConnectionState.Open)
                await DisconnectAsync().ConfigureAwait(false);
            throw meaning;
        }
        finally
        {
            _parameters.Clear();
        }
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open })
            return;
        await DisconnectAsync().ConfigureAwait(false);
        try
        {
            _connection = await sessions.Appends.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            _current = await ReadBackendAsync(_connection, cancellation).ConfigureAwait(false);
            _command = new NpgsqlCommand(Sql.Append, _connection);
            _parameters.AddTo(_command);
            await _command.PrepareAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await DisconnectAsync().ConfigureAwait(false);
            if (failure is NpgsqlException or TimeoutException or IOException)
                throw Failures.OfRead(failure);
            throw;
        }
    }

    private async Task DisconnectAsync()
    {
        if (_command is not null)
            await _command.DisposeAsync().ConfigureAwait(false);
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);
        (_command, _connection, _current) = (null, null, null);
    }

    private static async Task<Backend> ReadBackendAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.ReadBackend, connection);
        var start = (DateTime)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        return new Backend(connection.ProcessID, start);
    }

    private async Task SettleHeldAsync(CancellationToken cancellation)
    {
        if (_lost is not { } lost)
            return;
        try
        {
            await using var connection = await sessions.Appends.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var command = new NpgsqlCommand(Sql.EndBackend, connection);
            command.Parameters.AddWithValue(lost.ProcessId);
            command.Parameters.AddWithValue(lost.Start);
            command.Parameters.AddWithValue((long)(timeout / 2).TotalMilliseconds);
            if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is false)
                throw new JournalUnavailableException("A lost connection's statement has not ended yet.");
            _lost = null;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            throw Failures.OfRead(failure);
        }
    }
}
