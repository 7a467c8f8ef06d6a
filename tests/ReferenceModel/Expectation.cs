using MedRecords.V1;

namespace MedRecords.ReferenceModel;

/// <summary>What a decision has to be.</summary>
/// <param name="Permitted">Whether the action on the chart as a whole is permitted.</param>
/// <param name="Shown">Whether each of the case's entries is shown, in their order.</param>
/// <param name="Masked">The confidential details that are left out, in the order of their numbers; all of them where denied.</param>
/// <param name="Obligations">What follows, in the order of their numbers; nothing where denied.</param>
public sealed record Expectation(
    bool Permitted, IReadOnlyList<bool> Shown, IReadOnlyList<ConfidentialDetail> Masked, IReadOnlyList<Obligation> Obligations)
{
    /// <summary>Says where an answer differs, in one line for somebody who looks for the mistake; null where it does not.</summary>
    /// <param name="answer">What was really decided, with sets in any order. Where the chart is denied, nothing else of it matters.</param>
    public string? Difference(Expectation answer)
    {
        if (Permitted != answer.Permitted)
            return $"permitted: expected {Permitted}, was {answer.Permitted}";
        if (!Permitted)
            return null;
        if (!Shown.SequenceEqual(answer.Shown))
            return $"shown: expected {string.Join(' ', Shown)}, was {string.Join(' ', answer.Shown)}";
        if (!Masked.SequenceEqual(answer.Masked.Distinct().Order()))
            return $"masked: expected {string.Join(' ', Masked)}, was {string.Join(' ', answer.Masked)}";
        if (!Obligations.SequenceEqual(answer.Obligations.Distinct().Order()))
            return $"obligations: expected {string.Join(' ', Obligations)}, was {string.Join(' ', answer.Obligations)}";
        return null;
    }
}
