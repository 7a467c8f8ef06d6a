using System.Collections;
using System.Text.Json;
using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// The first identifier that is a social security number; a second one is kept whole in the remainder. Its value alone is taken; its type and system say only
// what it is and stay in the rest, from which the identifier is put together again.
internal sealed class SocialSecurityNumber : Route<Demographics>
{
    private const string System = "http://hl7.org/fhir/sid/us-ssn";
    private const string Oid = "urn:oid:2.16.840.1.113883.4.1";
    private const string Code = "SS";
    private const string TypeSystem = "http://terminology.hl7.org/CodeSystem/v2-0203";

    private static readonly Shape<Demographics> Shape = new(Row<Demographics>.Text("value", d => d.SocialSecurityNumber));

    public static bool IsOne(Identifier identifier) =>
        identifier.System is System or Oid || identifier.Type?.Codings.Any(coding => coding.Code == Code) == true;

    public override bool Take(JsonElement element, Demographics target, Rest rest)
    {
        if (!Is(element) || target.HasSocialSecurityNumber) return false;
        var start = rest.Length;
        Shape.Take(element, target, rest);
        if (target.HasSocialSecurityNumber) return true;
        rest.CutTo(start);
        return false;
    }

    public override bool Has(Demographics source) => source.HasSocialSecurityNumber;

    public override IList Items(Demographics source) => source.HasSocialSecurityNumber ? new[] { source } : [];

    public override void Put(object item, JsonElement rest, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (rest.ValueKind != JsonValueKind.Object) PutType(json);
        Shape.Put((Demographics)item, rest, json);
        json.WriteEndObject();
    }

    // A number that was recorded here comes with no type of its own.
    private static void PutType(Utf8JsonWriter json)
    {
        json.WriteStartObject("type");
        json.WriteStartArray("coding");
        json.WriteStartObject();
        json.WriteString("system", TypeSystem);
        json.WriteString("code", Code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("system", System);
    }

    private static bool Is(JsonElement identifier) =>
        identifier.ValueKind == JsonValueKind.Object
        && (IsText(identifier, "system", System)
            || IsText(identifier, "system", Oid)
            || (identifier.TryGetProperty("type", out var type)
                && type.ValueKind == JsonValueKind.Object
                && type.TryGetProperty("coding", out var codings)
                && codings.ValueKind == JsonValueKind.Array
                && codings.EnumerateArray().Any(coding => coding.ValueKind == JsonValueKind.Object && IsText(coding, "code", Code))));

    private static bool IsText(JsonElement value, string name, string text) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.ValueEquals(text);
}
