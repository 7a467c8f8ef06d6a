using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps the state of grains.</summary>
public interface IGrainStorage
{
    /// <summary>Fills in the stored state, its version, and whether there is a record.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Stores the state and fills in its new version.</summary>
    /// <exception cref="InconsistentStateException">The stored version is not the given one.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Clears the stored state.</summary>
    /// <exception cref="InconsistentStateException">The stored version is not the given one.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
