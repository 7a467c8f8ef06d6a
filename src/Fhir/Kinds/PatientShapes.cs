using System.Text.Json;
using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// The data types that only a Patient has here.
internal static class PatientShapes
{
    // The codes of the two value sets of broad categories; any other code is a detailed one.
    private static readonly HashSet<string> Broad =
        ["1002-5", "2028-9", "2054-5", "2076-8", "2106-3", "2131-1", "2135-2", "2186-5", "UNK", "ASKU"];

    public static readonly Shape<HumanName> Name = new(
        Row<HumanName>.Text("use", n => n.Use),
        Row<HumanName>.Text("text", n => n.Text),
        Row<HumanName>.Text("family", n => n.Family),
        Row<HumanName>.Texts("given", n => n.Given),
        Row<HumanName>.Texts("prefix", n => n.Prefix),
        Row<HumanName>.Texts("suffix", n => n.Suffix));

    public static readonly Shape<Address> Address = new(
        Row<Address>.Text("use", a => a.Use),
        Row<Address>.Text("text", a => a.Text),
        Row<Address>.Texts("line", a => a.Line),
        Row<Address>.Text("city", a => a.City),
        Row<Address>.Text("district", a => a.District),
        Row<Address>.Text("state", a => a.State),
        Row<Address>.Text("postalCode", a => a.PostalCode),
        Row<Address>.Text("country", a => a.Country));

    public static readonly Shape<ContactPoint> Telecom = new(
        Row<ContactPoint>.Text("system", t => t.System),
        Row<ContactPoint>.Text("value", t => t.Value),
        Row<ContactPoint>.Text("use", t => t.Use));

    // https://hl7.org/fhir/us/core/STU3.1.1/StructureDefinition-us-core-race.html
    public static readonly Shape<CodeableConcept> Race = OmbCategories("http://hl7.org/fhir/us/core/StructureDefinition/us-core-race");

    // https://hl7.org/fhir/us/core/STU3.1.1/StructureDefinition-us-core-ethnicity.html
    public static readonly Shape<CodeableConcept> Ethnicity = OmbCategories("http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity");

    private static Shape<CodeableConcept> OmbCategories(string url) => new(
        Row<CodeableConcept>.Constant("url", url),
        Row<CodeableConcept>.Array(
            "extension",
            CodingsNamed("ombCategory", coding => Broad.Contains(coding.Code)),
            CodingsNamed("detailed", coding => !Broad.Contains(coding.Code)),
            Row<CodeableConcept>.Extension("text", Row<CodeableConcept>.Text("valueString", c => c.Text))));

    private static EachRoute<CodeableConcept, Coding> CodingsNamed(string url, Func<Coding, bool> only) => new(
        c => c.Codings,
        new Shape<Coding>(Row<Coding>.Constant("url", url), new WrappedLens<Coding>("valueCoding", Shapes.Coding)),
        only,
        shared: true);
}

// deceased[x]: the time of death, or "true". That someone lives is the rule and is left in the rest.
internal sealed class DeceasedLens(string name, bool flag) : Lens<Demographics>(name)
{
    private const string Fact = "true";

    public override bool Take(JsonElement value, Demographics target, Rest rest)
    {
        if (target.HasDeceased || value.ValueKind != (flag ? JsonValueKind.True : JsonValueKind.String)) return false;
        var text = flag ? Fact : value.GetString()!;
        if (!flag && text == Fact) return false;
        target.Deceased = text;
        return true;
    }

    public override bool Has(Demographics source) => source.HasDeceased && source.Deceased == Fact == flag;

    public override void Put(Demographics source, JsonElement rest, Utf8JsonWriter json)
    {
        if (flag) json.WriteBooleanValue(true);
        else json.WriteStringValue(source.Deceased);
    }
}
