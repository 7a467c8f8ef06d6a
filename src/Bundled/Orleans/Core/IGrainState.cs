namespace Orleans;

/// <summary>A grain's state on its way to or from a storage.</summary>
public interface IGrainState<T>
{
    /// <summary>Gets or sets the state.</summary>
    T? State { get; set; }

    /// <summary>Gets or sets the version of the state, which only its storage can read.</summary>
    string? ETag { get; set; }

    /// <summary>Gets or sets whether the storage holds a record of the state.</summary>
    bool RecordExists { get; set; }
}
