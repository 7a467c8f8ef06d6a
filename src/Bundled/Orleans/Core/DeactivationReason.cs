namespace Orleans;

/// <summary>Why a grain is being deactivated.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode code, string text)
{
    /// <summary>Gets the kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>Gets the reason in words.</summary>
    public string Description { get; } = text;
}

/// <summary>The kinds of reason for a deactivation.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason is known.</summary>
    None = 0,

    /// <summary>The process is stopping.</summary>
    ShuttingDown = 1,

    /// <summary>The grain was not called for the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>A call failed in a way that leaves the grain's state in doubt.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,
}
