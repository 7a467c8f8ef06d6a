using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Keeps the journal in a PostgreSQL database that any number of silos share.</summary>
public sealed class PostgreSqlJournalStore : IJournalStore
{
    private readonly Sessions _sessions;
    private readonly Appender _appender;
    private readonly Reads _reads;
    private readonly Backups _backups;
    private string? _serverVersion;
    private State _state;

    /// <summary>Prepares a store; nothing is opened before <see cref="OpenAsync"/>.</summary>
    public PostgreSqlJournalStore(PostgreSqlJournalOptions options)
    {
        _sessions = new Sessions(options);
        _appender = new Appender(_sessions, options.AppendTimeout);
        _reads = new Reads(_sessions, _appender);
        _backups = new Backups(_sessions, _reads);
        Silos = new SiloRegistry(_sessions);
    }

    private enum State
    {
        Closed,
        Open,
        Disposed,
    }

    /// <inheritdoc/>
    public string Description => _serverVersion is null ? "PostgreSQL" : $"PostgreSQL {_serverVersion}";

    /// <inheritdoc/>
    public string? Advice { get; private set; }

    /// <inheritdoc/>
    public ISiloRegistry Silos { get; }

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_state == State.Disposed, this);
        try
        {
            await using var connection = await _sessions.Appends.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await Schema.OpenAsync(connection, cancellation).ConfigureAwait(false);
            _serverVersion = connection.PostgreSqlVersion.ToString();
            Advice = await Schema.AdviseAsync(connection, cancellation).ConfigureAwait(false);
            _state = State.Open;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            throw Failures.OfOpen(failure);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<Append> appends, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        var batch = AppendBatch.Create(appends);
        return appends.Count == 0 ? [] : await _appender.AppendAsync(batch, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(HistoryId history, long after, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _reads.ReadAsync(history, after, limit, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadNewestAsync(HistoryId history, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _reads.ReadNewestAsync(history, limit, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadVersionsAsync(
        HistoryId history, IReadOnlyList<long> versions, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(versions.Count, 1_000, nameof(versions));
        return await _reads.ReadVersionsAsync(history, versions, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredCommit>> ReadCommitsAsync(long after, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _reads.ReadCommitsAsync(after, limit, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<long> ReadLastCommitAsync(CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _reads.ReadLastCommitAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> FindCommitsAsync(HistoryId history, long before, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _reads.FindCommitsAsync(history, before, limit, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryId>> FindHistoriesAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> terms, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _reads.FindHistoriesAsync(AppendBatch.Distinct(terms), limit, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadKeyAsync(HistoryId history, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _reads.ReadKeyAsync(history, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredKey>> ReadKeysAsync(HistoryId after, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _reads.ReadKeysAsync(after, limit, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeyGroup>> CountKeysAsync(CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _reads.CountKeysAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<int> ReplaceKeysAsync(IReadOnlyList<KeyReplacement> replacements, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _reads.ReplaceKeysAsync(replacements, cancellation);
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadSettingAsync(string name, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _reads.ReadSettingAsync(name, cancellation);
    }

    /// <inheritdoc/>
    public Task<byte[]> AddSettingAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _reads.AddSettingAsync(name, value, cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> ReplaceSettingAsync(string name, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _reads.ReplaceSettingAsync(name, old, value, cancellation);
    }

    /// <inheritdoc/>
    public Task BackupAsync(Stream destination, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _backups.BackupAsync(destination, cancellation);
    }

    /// <inheritdoc/>
    public Task RestoreAsync(Stream source, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _backups.RestoreAsync(source, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_state == State.Disposed)
            return;
        _state = State.Disposed;
        await _appender.DisposeAsync().ConfigureAwait(false);
        await _sessions.DisposeAsync().ConfigureAwait(false);
    }

    private void ThrowIfNotOpen()
    {
        ObjectDisposedException.ThrowIf(_state == State.Disposed, this);
        if (_state == State.Closed)
            throw new InvalidOperationException("The journal is not open: call OpenAsync first.");
    }
}
