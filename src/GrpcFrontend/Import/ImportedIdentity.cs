using MedRecords.Fhir;
using MedRecords.GrpcFrontend.Mapping;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>
/// The identity by which an imported patient's chart is found. Two patients must never share one, so it is
/// global only where an issuer made it so; a resource's mere id counts within the importing site.
/// </summary>
internal static class ImportedIdentity
{
    /// <summary>The identity of a bundle's patient.</summary>
    public static string Of(PatientIdentity patient, string site)
    {
        foreach (var identifier in patient.Content.Demographics.Identifiers)
        {
            if (patient.Key == $"{identifier.System}|{identifier.Value}") return patient.Key;
        }

        var source = patient.Content.Source;
        if (source.HasFullUrl) return $"{site}|{source.FullUrl}";
        if (!source.HasResourceId || IsEntryNumber(source.ResourceId))
            throw Errors.BrokenBundle("the patient has no identifier, full URL or id that tells it from others");
        return $"{site}|Patient/{source.ResourceId}";
    }

    // Ids that charts of this service give to resources on export: "e-1" is the patient of every one of them.
    private static bool IsEntryNumber(string id) => id.StartsWith("e-", StringComparison.Ordinal) && long.TryParse(id.AsSpan(2), out _);
}
