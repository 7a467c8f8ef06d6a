using System.Text.Json;
using MedRecords.Fhir.Kinds;
using MedRecords.V1;

namespace MedRecords.Fhir;

// Entries that were recorded here as FHIR: they have no id, no patient reference and perhaps not all that FHIR
// requires, and get all three.
internal static class NativeResource
{
    public static bool Is(EntryContent content) => KindTable.ForSource(content) is null;

    public static string TypeOf(EntryContent content) => KindTable.ForNative(content).ResourceType;

    public static string IdOf(long entryId) => $"e-{entryId}";

    public static void Put(EntryContent content, long entryId, string? patient, Utf8JsonWriter json)
    {
        var kind = KindTable.ForNative(content);
        if (content.Source is not null)
        {
            content = content.Clone();
            content.Source = null;
        }

        json.WriteStartObject();
        json.WriteString("resourceType", kind.ResourceType);
        json.WriteString("id", IdOf(entryId));
        if (kind.PatientMember is { } member && patient is not null)
        {
            json.WriteStartObject(member);
            json.WriteString("reference", patient);
            json.WriteEndObject();
        }

        kind.Shape.Put(content, default, json);
        foreach (var missing in kind.Defaults.Where(missing => !kind.Shape.Has(content, missing.Unless)))
        {
            json.WritePropertyName(missing.Member);
            json.WriteRawValue(missing.Json, skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
