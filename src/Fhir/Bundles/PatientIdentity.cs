using MedRecords.V1;

namespace MedRecords.Fhir;

/// <summary>The patient that a bundle is about.</summary>
/// <param name="Key">
/// A text that is the same whenever the same system sends the same patient, for finding the chart: the
/// medical record number, another identifier, or the resource's id. Never a social security number.
/// </param>
/// <param name="Content">The Patient resource as an entry.</param>
/// <param name="EntryIndex">Where in the bundle it is, from 0.</param>
public sealed record PatientIdentity(string Key, EntryContent Content, int EntryIndex)
{
    private const string MedicalRecordNumber = "MR";

    internal static PatientIdentity Of(BundleEntry entry)
    {
        var content = FhirResource.FromFhir(entry.Resource, entry.FullUrl, entry.Wrapper.Span);
        return new PatientIdentity(KeyOf(content, entry.Index), content, entry.Index);
    }

    // Whether a reference is to this patient: https://hl7.org/fhir/R4/bundle.html#references
    internal bool IsNamedBy(string reference)
    {
        var source = Content.Source;
        if (source.HasFullUrl && reference == source.FullUrl) return true;
        if (!source.HasResourceId) return false;
        var target = WithoutVersion(reference);
        if (target == $"Patient/{source.ResourceId}") return true;

        // The same id on two servers is two patients; a full URL that is no address says nothing of the server.
        return IsAddress(source.FullUrl)
            ? target == source.FullUrl
            : IsAddress(target) && target.EndsWith($"/Patient/{source.ResourceId}", StringComparison.Ordinal);
    }

    private static string KeyOf(EntryContent content, int index)
    {
        var identifiers = content.Demographics.Identifiers
            .Where(identifier => identifier is { System.Length: > 0, Value.Length: > 0 } && identifier.Use is not ("old" or "temp"))
            .OrderBy(identifier => !IsMedicalRecordNumber(identifier))
            .ThenBy(identifier => identifier.System, StringComparer.Ordinal)
            .ThenBy(identifier => identifier.Value, StringComparer.Ordinal);
        if (identifiers.FirstOrDefault() is { } best) return $"{best.System}|{best.Value}";
        if (content.Source.HasResourceId) return $"Patient/{content.Source.ResourceId}";
        return content.Source.HasFullUrl ? content.Source.FullUrl : $"entry/{index}";
    }

    private static bool IsMedicalRecordNumber(Identifier identifier) =>
        identifier.Type?.Codings.Any(coding => coding.Code == MedicalRecordNumber) == true;

    private static bool IsAddress(string url) =>
        url.StartsWith("http://", StringComparison.Ordinal) || url.StartsWith("https://", StringComparison.Ordinal);

    private static string WithoutVersion(string reference) =>
        reference.IndexOf("/_history/", StringComparison.Ordinal) is >= 0 and var end ? reference[..end] : reference;
}
