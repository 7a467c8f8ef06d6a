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
    /// <remarks>Backups are files of the backends and have tests of their own.</remarks>
    public Task BackupAsync(Stream destination, CancellationToken cancellation) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task RestoreAsync(Stream source, CancellationToken cancellation) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
