using System.Text.Json;
using MedRecords.V1;

namespace MedRecords.Fhir.Lenses;

// Reads the labels in meta.security (https://hl7.org/fhir/R4/security-labels.html) and leaves all of meta in
// the rest: a label is both content and instruction, and must not be lost from either. Labels that were set
// since are added when meta is put back.
internal sealed class SensitivityLens() : Lens<EntryContent>("meta")
{
    private const string Confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    // The first code of each label is the one that is put.
    private static readonly (Sensitivity Label, string System, string Code)[] Codes =
    [
        (Sensitivity.Normal, Confidentiality, "N"),
        (Sensitivity.Restricted, Confidentiality, "R"),
        (Sensitivity.VeryRestricted, Confidentiality, "V"),
        (Sensitivity.Psychotherapy, ActCode, "PSYTHPN"),
        (Sensitivity.SubstanceUse, ActCode, "ETH"),
        (Sensitivity.SubstanceUse, ActCode, "SUD"),
        (Sensitivity.SubstanceUse, ActCode, "ETHUD"),
        (Sensitivity.SubstanceUse, ActCode, "OPIOIDUD"),
        (Sensitivity.SexualHealth, ActCode, "SEX"),
        (Sensitivity.SexualHealth, ActCode, "STD"),
        (Sensitivity.Hiv, ActCode, "HIV"),
        (Sensitivity.Genetics, ActCode, "GDIS"),
        (Sensitivity.Violence, ActCode, "VIO"),
        (Sensitivity.Violence, ActCode, "SDV"),
        (Sensitivity.Adolescent, ActCode, "ADOL"),
    ];

    public override bool Take(JsonElement value, EntryContent target, Rest rest)
    {
        if (value.ValueKind != JsonValueKind.Object) return false;
        target.Sensitivity.AddRange(LabelsIn(value));
        rest.Value(value);
        return true;
    }

    public override bool Has(EntryContent source) => source.Sensitivity.Count > 0;

    public override bool Puts(EntryContent source, JsonElement rest) => Has(source) && Missing(source, rest).Any();

    public override void Put(EntryContent source, JsonElement rest, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (rest.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in rest.EnumerateObject().Where(member => !member.NameEquals("security"))) member.WriteTo(json);
        }

        json.WriteStartArray("security");
        foreach (var label in Labels(rest)) Shapes.PutAsItIs(label, json);
        foreach (var (_, system, code) in Missing(source, rest))
        {
            json.WriteStartObject();
            json.WriteString("system", system);
            json.WriteString("code", code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<(Sensitivity Label, string System, string Code)> Missing(EntryContent source, JsonElement rest) =>
        source.Sensitivity.Except(LabelsIn(rest)).SelectMany(label => Codes.Where(code => code.Label == label).Take(1));

    private static IEnumerable<Sensitivity> LabelsIn(JsonElement meta) =>
        Labels(meta).SelectMany(label => Codes.Where(code => Is(label, code.System, code.Code))).Select(code => code.Label).Distinct();

    private static IEnumerable<JsonElement> Labels(JsonElement meta) =>
        meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("security", out var labels) && labels.ValueKind == JsonValueKind.Array
            ? labels.EnumerateArray()
            : [];

    private static bool Is(JsonElement label, string system, string code) => IsText(label, "system", system) && IsText(label, "code", code);

    private static bool IsText(JsonElement value, string name, string text) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String
        && member.ValueEquals(text);
}
