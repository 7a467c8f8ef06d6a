using MedRecords.Grains.Charts;
using Orleans.Storage;

namespace MedRecords.Silo.Clustering;

/// <summary>
/// Snapshots only spare a chart's opening time. One that cannot be read must not keep the chart shut: it
/// counts as missing, and whether the journal can be read is the journal's to say.
/// </summary>
internal sealed partial class DispensableStorage(IGrainStorage storage, ILogger<DispensableStorage> log) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await storage.ReadStateAsync(stateName, grainId, grainState);
        }
        catch (Exception failure)
        {
            LogUnread(grainId.Key.ToString()!, failure.GetType().Name);
            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)(object)new SealedSnapshot(), null, false);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!grainState.RecordExists)
        {
            // Where the read failed there may be a record after all, and only who knows its version may replace it.
            var state = grainState.State;
            await storage.ReadStateAsync(stateName, grainId, grainState);
            grainState.State = state;
        }

        await storage.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of chart {Chart} could not be read ({Failure}). The chart is read from the journal instead; nothing is lost.")]
    private partial void LogUnread(string chart, string failure);
}
