using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain's state was not written because the stored version is not the one the grain had read.</summary>
public class InconsistentStateException(string message) : OrleansException(message)
{
    /// <summary>Whether no grain has been deactivated for this exception yet; those it passes on its way to the caller need not be.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}

/// <summary>A grain asks for a storage the host does not have.</summary>
public sealed class BadProviderConfigException(string msg) : OrleansException(msg);
