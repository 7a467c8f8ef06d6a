namespace Orleans.Core;

/// <summary>A piece of stored state without its type.</summary>
public interface IStorage
{
    /// <summary>Gets whether the storage holds a record of the state.</summary>
    bool RecordExists { get; }

    /// <summary>Replaces the state in memory by the stored one.</summary>
    Task ReadStateAsync();

    /// <summary>Stores the state, unless somebody else has stored another since it was read.</summary>
    Task WriteStateAsync();

    /// <summary>Clears the stored state, unless somebody else has stored another since it was read.</summary>
    Task ClearStateAsync();
}

/// <summary>A piece of stored state.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>Gets or sets the state in memory.</summary>
    TState State { get; set; }
}
