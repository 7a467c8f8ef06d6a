namespace Orleans;

/// <summary>Why a grain is being deactivated.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    /// <summary>Creates a reason that no exception caused.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text) { }

    /// <summary>Gets the kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>Gets the reason in words.</summary>
    public string Description { get; } = text;

    /// <summary>Gets the exception that led to the deactivation, if one did.</summary>
    public Exception? Exception { get; } = exception;

    /// <inheritdoc/>
    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} ({Exception.Message})";
}

/// <summary>The kinds of reason for a deactivation.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason is known.</summary>
    None = 0,

    /// <summary>The process is stopping.</summary>
    ShuttingDown = 1,

    /// <summary>The grain could not be activated.</summary>
    ActivationFailed = 2,

    /// <summary>The grain was not called for the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>A call failed in a way that leaves the grain's state in doubt.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,
}
