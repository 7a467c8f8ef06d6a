namespace MedRecords.Journal.Contract;

/// <summary>
/// Keeps sealed snapshots where the cluster's grain storage is not at hand (stand-alone). A lost snapshot
/// costs time, never truth.
/// </summary>
public interface ISnapshotStore
{
    /// <summary>The snapshot as last written; null where there is none.</summary>
    Task<byte[]?> ReadSnapshotAsync(HistoryId history, CancellationToken cancellation);

    /// <summary>Replaces the snapshot. It need not survive a power cut.</summary>
    Task WriteSnapshotAsync(HistoryId history, ReadOnlyMemory<byte> snapshot, CancellationToken cancellation);
}
