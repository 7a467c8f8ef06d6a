using MedRecords.ReferenceModel;
using MedRecords.V1;

namespace MedRecords.Comparison;

/// <summary>A model with a mistake that a comparison has to find: proxies are told nothing of what the patient denies.</summary>
internal static class PlantedMistake
{
    /// <summary>What the mistaken model expects.</summary>
    public static Expectation Decide(Case c, Tally? tally) => ReferenceModel.Reference.Decide(
        c.Role == Role.Proxy ? c with { Consents = [.. c.Consents.Where(directive => directive.Effect != ConsentEffect.Deny)] } : c, tally);
}
