namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>What some power cuts did.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Lossy">How many of them lost something acknowledged.</param>
/// <param name="Lost">Acknowledged accesses lost, over all cuts.</param>
/// <param name="Damaged">Cuts after which the journal did not open, or contradicted itself.</param>
/// <param name="FirstFailure">What was wrong first; null where nothing was.</param>
internal sealed record CutReport(int Count, int Lossy, long Lost, int Damaged, string? FirstFailure)
{
    /// <summary>Before the first one.</summary>
    public static CutReport Empty { get; } = new(0, 0, 0, 0, null);

    /// <summary>With one more.</summary>
    public CutReport Add((long Lost, string? Failure) found) => new(
        Count + 1,
        Lossy + (found.Lost > 0 ? 1 : 0),
        Lost + found.Lost,
        Damaged + (found.Failure is null ? 0 : 1),
        FirstFailure ?? found.Failure);

    /// <summary>What people should know.</summary>
    public string Description => $"{Count} cuts: {Lossy} lost something, {Lost} acknowledged accesses in all; {Damaged} left a journal that does not hold";
}
