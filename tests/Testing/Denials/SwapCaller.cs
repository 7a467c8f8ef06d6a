namespace MedRecords.Testing.Denials;

/// <summary>Somebody whose requests have ids of others put into them.</summary>
/// <param name="Name">Who, for people.</param>
/// <param name="Token">The caller's token.</param>
/// <param name="Foreign">Values, by kind, of what there is and is not for this caller.</param>
public sealed record SwapCaller(string Name, string Token, IReadOnlyDictionary<IdKind, IReadOnlyList<string>> Foreign)
{
    /// <summary>
    /// Whether an emergency opens any chart to this caller. That is meant, and on record; so their emergencies are not
    /// tried, or nothing would be foreign to them any more.
    /// </summary>
    public bool MayHaveEmergency { get; init; }
}
