namespace MedRecords.Grains.Interfaces.Calls;

/// <summary>
/// What may hold patient data or a secret on its way between grains. Its text form is its type's name alone,
/// because whatever carries it may write it into a log.
/// </summary>
[GenerateSerializer, Immutable]
public abstract record Confidential
{
    /// <summary>The type's name.</summary>
    public sealed override string ToString() => GetType().Name;
}
