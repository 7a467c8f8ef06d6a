using System.Runtime.InteropServices;
using System.Text.Json;
using MedRecords.V1;

namespace MedRecords.Fhir.Lenses;

// FHIR's data types, as far as messages model them: https://hl7.org/fhir/R4/datatypes.html
internal static class Shapes
{
    public static readonly Shape<Coding> Coding = new(
        Row<Coding>.Text("system", c => c.System),
        Row<Coding>.Text("version", c => c.Version),
        Row<Coding>.Text("code", c => c.Code),
        Row<Coding>.Text("display", c => c.Display),
        Row<Coding>.Flag("userSelected", c => c.UserSelected));

    public static readonly Shape<CodeableConcept> Concept = new(
        Row<CodeableConcept>.Array("coding", Row<CodeableConcept>.Each(c => c.Codings, Coding)),
        Row<CodeableConcept>.Text("text", c => c.Text));

    public static readonly Shape<Quantity> Quantity = new(
        Row<Quantity>.Decimal("value", q => q.Value),
        Row<Quantity>.Text("comparator", q => q.Comparator),
        Row<Quantity>.Text("unit", q => q.Unit),
        Row<Quantity>.Text("system", q => q.System),
        Row<Quantity>.Text("code", q => q.Code));

    public static readonly Shape<Money> Money = new(
        Row<Money>.Decimal("value", m => m.Value),
        Row<Money>.Text("currency", m => m.Currency));

    public static readonly Shape<Reference> Reference = new(
        Row<Reference>.Text("reference", r => r.Reference_),
        Row<Reference>.Text("display", r => r.Display));

    public static readonly Shape<Identifier> Identifier = new(
        Row<Identifier>.Text("use", i => i.Use),
        Row<Identifier>.Concept("type", i => i.Type),
        Row<Identifier>.Text("system", i => i.System),
        Row<Identifier>.Text("value", i => i.Value));

    public static readonly Shape<ClinicalTime> Period = new(
        Row<ClinicalTime>.Text("start", t => t.Start),
        Row<ClinicalTime>.Text("end", t => t.End));

    // Sets apart what the remainder says about members from the members themselves.
    public static ReadOnlySpan<byte> Escape => "~"u8;

    public static void Put<T>(Shape<T> shape, T source, JsonElement rest, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        shape.Put(source, rest, json);
        json.WriteEndObject();
    }

    public static void PutAsItIs(JsonElement value, Utf8JsonWriter json) =>
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
}
