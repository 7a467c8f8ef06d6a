using MedRecords.Journal.Contract;

namespace MedRecords.Simulation.Storage;

/// <content>What a silo asks for besides appends.</content>
internal sealed partial class StoreSession
{
    /// <inheritdoc/>
    public string Description => "Simulated";

    /// <inheritdoc/>
    public string? Advice => null;

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadAsync(HistoryId history, long after, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<StoredEvent>>(image => [.. image.EventsOf(history).Skip((int)after).Take(limit)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadNewestAsync(HistoryId history, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<StoredEvent>>(image => [.. image.EventsOf(history).TakeLast(limit)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadVersionsAsync(HistoryId history, IReadOnlyList<long> versions, CancellationToken cancellation) =>
        Ask<IReadOnlyList<StoredEvent>>(image => [.. versions.Order().Where(v => v >= 1 && v <= image.VersionOf(history)).Select(v => image.EventsOf(history)[(int)v - 1])]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCommit>> ReadCommitsAsync(long after, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<StoredCommit>>(image => [.. image.Commits.Skip((int)after).Take(limit)]);

    /// <inheritdoc/>
    public Task<long> ReadLastCommitAsync(CancellationToken cancellation) => Ask(image => (long)image.Commits.Count);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> FindCommitsAsync(HistoryId history, long before, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<long>>(image => [.. image.CommitsOf(history).Reverse().Where(number => number < before).Take(limit)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryId>> FindHistoriesAsync(IReadOnlyList<ReadOnlyMemory<byte>> terms, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<HistoryId>>(image => [.. image.Find(AppendBatch.Distinct(terms)).Take(limit)]);

    /// <inheritdoc/>
    public Task<byte[]?> ReadKeyAsync(HistoryId history, CancellationToken cancellation) => Ask(image => image.KeyOf(history));

    /// <inheritdoc/>
    public Task<byte[]?> ReadSettingAsync(string name, CancellationToken cancellation) => Ask(image => image.SettingOf(name));

    /// <inheritdoc/>
    public Task<byte[]> AddSettingAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation) =>
        Ask(image => image.AddSetting(name, value.ToArray()));

    /// <inheritdoc/>
    /// <remarks>What processes say of themselves decides nothing, and has tests of its own.</remarks>
    public ISiloRegistry Silos => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredKey>> ReadKeysAsync(HistoryId after, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<StoredKey>>(image => [.. image.Keys.Where(key => key.History.CompareTo(after) > 0).Take(limit)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<KeyGroup>> CountKeysAsync(CancellationToken cancellation) => Ask<IReadOnlyList<KeyGroup>>(image =>
        [.. image.Keys.GroupBy(key => Convert.ToHexString(key.Wrapped.AsSpan(1, 8))).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new KeyGroup(Convert.FromHexString(group.Key), group.LongCount()))]);

    /// <inheritdoc/>
    /// <remarks>Keys stay as they are here: wrapping them anew has tests of its own, on the backends.</remarks>
    public Task<int> ReplaceKeysAsync(IReadOnlyList<KeyReplacement> replacements, CancellationToken cancellation) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<bool> ReplaceSettingAsync(string name, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> value, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    /// <remarks>Backups are files of the backends and have tests of their own.</remarks>
    public Task BackupAsync(Stream destination, CancellationToken cancellation) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task RestoreAsync(Stream source, CancellationToken cancellation) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
