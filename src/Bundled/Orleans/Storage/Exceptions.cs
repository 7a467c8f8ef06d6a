using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain's state was not written because the stored version is not the one the grain had read.</summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>Creates the exception from a message.</summary>
    public InconsistentStateException(string message) : base(message) { }

    /// <summary>Creates the exception from a message and its cause.</summary>
    public InconsistentStateException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the exception from a message and the two versions that differ.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException = null)
        : base(errorMsg, storageException) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    /// <summary>Gets the version in the storage, if it is known.</summary>
    public string? StoredEtag { get; }

    /// <summary>Gets the version the grain had read.</summary>
    public string? CurrentEtag { get; }

    /// <summary>Whether no grain has been deactivated for this exception yet; those it passes on its way to the caller need not be.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}

/// <summary>A grain asks for a storage the host does not have.</summary>
public sealed class BadProviderConfigException(string msg) : OrleansException(msg);
