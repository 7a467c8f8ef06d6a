using MedRecords.Grains.Charts;
using MedRecords.Journal.Contract;
using Orleans.Storage;

namespace MedRecords.Silo.Clustering;

/// <summary>Grain storage for chart snapshots beside a stand-alone journal. Snapshots come sealed.</summary>
internal sealed class SnapshotStorage(ISnapshotStore snapshots) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = await snapshots.ReadSnapshotAsync(HistoryOf(grainId), CancellationToken.None);
        grainState.RecordExists = payload is not null;
        grainState.State = (T)(object)new SealedSnapshot { Payload = payload ?? [] };
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await snapshots.WriteSnapshotAsync(HistoryOf(grainId), ((SealedSnapshot)(object)grainState.State!).Payload, CancellationToken.None);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = false;
        return snapshots.WriteSnapshotAsync(HistoryOf(grainId), ReadOnlyMemory<byte>.Empty, CancellationToken.None);
    }

    private static HistoryId HistoryOf(GrainId grain) =>
        HistoryId.TryParse(grain.Key.ToString(), HistoryKind.Chart, out var id)
            ? id
            : throw new ArgumentException("Snapshots are kept for charts only.", nameof(grain));
}
