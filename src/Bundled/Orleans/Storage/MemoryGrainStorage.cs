using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps state as long as the host lives, as JSON, so that no grain shares objects with its storage.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), (byte[] Json, string ETag)> records = new();
    private long version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = records.TryGetValue((stateName, grainId), out var record);
        grainState.State = grainState.RecordExists ? JsonSerializer.Deserialize<T>(record.Json) : default;
        grainState.ETag = record.ETag;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = (Json: JsonSerializer.SerializeToUtf8Bytes(grainState.State), ETag: Interlocked.Increment(ref version).ToString(CultureInfo.InvariantCulture));
        records.AddOrUpdate((stateName, grainId), _ => Check(null, grainState, next), (_, stored) => Check(stored.ETag, grainState, next));
        (grainState.ETag, grainState.RecordExists) = (next.ETag, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (records.TryGetValue((stateName, grainId), out var stored)) records.TryRemove(new((stateName, grainId), Check(stored.ETag, grainState, stored)));
        (grainState.State, grainState.ETag, grainState.RecordExists) = (default, null, false);
        return Task.CompletedTask;
    }

    private static (byte[], string) Check<T>(string? storedETag, IGrainState<T> state, (byte[], string) next) => storedETag == state.ETag
        ? next : throw new InconsistentStateException("The stored state is newer than the grain's.");
}
