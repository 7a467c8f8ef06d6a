using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Calls;

/// <summary>Why a call was refused. An expected outcome, not a fault.</summary>
/// <param name="Reason">The reason that clients act on.</param>
/// <param name="Message">One sentence that says what to do, without patient data.</param>
/// <param name="CurrentVersion">The chart's current version, where the reason is a version mismatch.</param>
[GenerateSerializer, Immutable]
public sealed record Refusal(ErrorReason Reason, string Message, long? CurrentVersion = null);

/// <summary>What a grain answers: a value, or a refusal.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">The value; null where refused.</param>
/// <param name="Refusal">The refusal; null where not refused.</param>
[GenerateSerializer, Immutable]
public sealed record Answer<T>(T? Value, Refusal? Refusal) : Confidential
    where T : class
{
    /// <summary>An answer with a value.</summary>
    public static implicit operator Answer<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Answer<T>(Refusal refusal) => new(null, refusal);
}

/// <summary>The value of an answer that has nothing to say but that it was done.</summary>
[GenerateSerializer, Immutable]
public sealed record Done
{
    /// <summary>The one instance needed.</summary>
    public static Done Instance { get; } = new();
}
