using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>Keeps the journal in one SQLite file that one process owns.</summary>
public sealed class SqliteJournalStore : IJournalStore, ISnapshotStore
{
    private readonly SqliteJournalOptions _options;
    private readonly Gate _gate;
    private readonly Backups _backups;
    private State _state;

    /// <summary>Prepares a store; nothing is opened before <see cref="OpenAsync"/>.</summary>
    public SqliteJournalStore(SqliteJournalOptions options)
    {
        _options = options;
        _gate = new Gate(options);
        _backups = new Backups(_gate);
    }

    private enum State
    {
        Closed,
        Open,
        Disposed,
    }

    /// <inheritdoc/>
    public string Description => $"SQLite {Database.Version}";

    /// <inheritdoc/>
    public string? Advice => null;

    /// <inheritdoc/>
    public ISiloRegistry Silos { get; } = new SiloRegistry(TimeProvider.System);

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_state == State.Disposed, this);
        await _gate.OpenAsync(cancellation).ConfigureAwait(false);
        _state = State.Open;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<Append> appends, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        var batch = AppendBatch.Create(appends);
        return appends.Count == 0 ? [] : await _gate.WriteAsync(database => Appender.Append(database, batch), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(HistoryId history, long after, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _gate.ReadAsync(database => Reads.Read(database, history, after, limit), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadNewestAsync(HistoryId history, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _gate.ReadAsync(database => Reads.ReadNewest(database, history, limit), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadVersionsAsync(
        HistoryId history, IReadOnlyList<long> versions, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(versions.Count, 1_000, nameof(versions));
        return await _gate.ReadAsync(database => Reads.ReadVersions(database, history, versions), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredCommit>> ReadCommitsAsync(long after, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _gate.ReadAsync(database => Reads.ReadCommits(database, after, limit), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<long> ReadLastCommitAsync(CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _gate.ReadAsync(database => database.ReadNumber(Sql.ReadLastCommit), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> FindCommitsAsync(HistoryId history, long before, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        var (indexed, newest) = await _gate.ReadAsync(Reads.ReadIndexed, cancellation).ConfigureAwait(false);
        while (indexed < newest)
            indexed = await _gate.WriteAsync(Reads.IndexAccesses, cancellation).ConfigureAwait(false);
        return await _gate.ReadAsync(database => Reads.FindCommits(database, history, before, limit), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryId>> FindHistoriesAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> terms, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        var distinct = AppendBatch.Distinct(terms);
        var found = new List<HistoryId>();
        for (HistoryId? after = default(HistoryId); after is { } last && found.Count < limit;)
        {
            (var more, after) = await _gate.ReadAsync(database => Reads.FindHistories(database, distinct, last), cancellation).ConfigureAwait(false);
            found.AddRange(more);
        }
        return found.Count <= limit ? found : found.GetRange(0, limit);
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadKeyAsync(HistoryId history, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _gate.ReadAsync(database => Reads.ReadKey(database, history), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredKey>> ReadKeysAsync(HistoryId after, int limit, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return await _gate.ReadAsync(database => Keys.Read(database, after, limit), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeyGroup>> CountKeysAsync(CancellationToken cancellation)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (IReadOnlyList<StoredKey> page = [default]; page.Count > 0;)
        {
            page = await ReadKeysAsync(page[^1].History, Keys.KeysPerCount, cancellation).ConfigureAwait(false);
            foreach (var key in page)
                counts[Keys.MasterOf(key)] = counts.GetValueOrDefault(Keys.MasterOf(key)) + 1;
        }
        return [.. counts.Select(count => new KeyGroup(Convert.FromHexString(count.Key), count.Value))];
    }

    /// <inheritdoc/>
    public Task<int> ReplaceKeysAsync(IReadOnlyList<KeyReplacement> replacements, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _gate.WriteAsync(database => Keys.Replace(database, replacements), cancellation);
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadSettingAsync(string name, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _gate.ReadAsync(database => Reads.ReadSetting(database, name), cancellation);
    }

    /// <inheritdoc/>
    public Task<byte[]> AddSettingAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _gate.WriteAsync(database => Reads.AddSetting(database, name, value), cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> ReplaceSettingAsync(string name, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _gate.WriteAsync(database => Keys.ReplaceSetting(database, name, old, value), cancellation);
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
    public Task<byte[]?> ReadSnapshotAsync(HistoryId history, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _gate.ReadAsync(database => Reads.ReadSnapshot(database, history), cancellation);
    }

    /// <inheritdoc/>
    public Task WriteSnapshotAsync(HistoryId history, ReadOnlyMemory<byte> snapshot, CancellationToken cancellation)
    {
        ThrowIfNotOpen();
        return _gate.WriteAsync(database => Snapshots.Write(database, _options.Synchronous, history, snapshot), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_state == State.Disposed)
            return;
        _state = State.Disposed;
        await _gate.DisposeAsync().ConfigureAwait(false);
    }

    private void ThrowIfNotOpen()
    {
        ObjectDisposedException.ThrowIf(_state == State.Disposed, this);
        if (_state == State.Closed)
            throw new InvalidOperationException("The journal is not open: call OpenAsync first.");
    }
}
