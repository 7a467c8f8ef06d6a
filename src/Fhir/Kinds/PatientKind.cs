using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/patient.html and US Core's extensions of it. Every confidential detail that has a
// field is taken, so that a detail can be withheld alone.
internal sealed class PatientKind() : Kind<Demographics>("Patient", null, c => c.Demographics)
{
    private const string BirthPlace = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace";
    private const string BirthTime = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions([.. OwnExtensions.All, .. Extended.Select(InDetail)]),
        .. Rows.Select(InDetail),
    ];

    private static IEnumerable<Lens<Demographics>> Rows =>
    [
        Row<Demographics>.Array(
            "identifier",
            new SocialSecurityNumber(),
            Row<Demographics>.Each(d => d.Identifiers, Shapes.Identifier, only: identifier => !SocialSecurityNumber.IsOne(identifier))),
        Row<Demographics>.Array(
            "name",
            Row<Demographics>.Each(d => d.Names, PatientShapes.Name, only: name => !IsOther(name)),
            Row<Demographics>.Each(d => d.OtherNames, PatientShapes.Name)),
        Row<Demographics>.Array("telecom", Row<Demographics>.Each(d => d.Telecoms, PatientShapes.Telecom)),
        Row<Demographics>.Text("gender", d => d.Gender),
        Row<Demographics>.Text("birthDate", d => d.BirthDate),
        Row<Demographics>.Within(
            "_birthDate",
            Row<Demographics>.Array("extension", Row<Demographics>.Extension(BirthTime, Row<Demographics>.Text("valueDateTime", d => d.BirthTime)))),
        new DeceasedLens("deceasedBoolean", flag: true),
        new DeceasedLens("deceasedDateTime", flag: false),
        Row<Demographics>.Array("address", Row<Demographics>.Each(d => d.Addresses, PatientShapes.Address)),
        Row<Demographics>.Concept("maritalStatus", d => d.MaritalStatus),
        Row<Demographics>.Array(
            "communication",
            Row<Demographics>.Each(d => d.Languages, new Shape<CodeableConcept>(new WrappedLens<CodeableConcept>("language", Shapes.Concept)))),
    ];

    // Height, weight and the like have no element in a Patient.
    private static IEnumerable<Route<Demographics>> Extended =>
    [
        Row<Demographics>.Each(d => d.Races, PatientShapes.Race),
        Row<Demographics>.Each(d => d.Ethnicities, PatientShapes.Ethnicity),
        Row<Demographics>.Extension(BirthPlace, Row<Demographics>.Object("valueAddress", d => d.BirthPlace, PatientShapes.Address)),
        Row<Demographics>.Extension(OwnExtensions.Url("height"), Row<Demographics>.Quantity("valueQuantity", d => d.Height)),
        Row<Demographics>.Extension(OwnExtensions.Url("weight"), Row<Demographics>.Quantity("valueQuantity", d => d.Weight)),
        Row<Demographics>.Extension(OwnExtensions.Url("eye-color"), Row<Demographics>.Text("valueString", d => d.EyeColor)),
        Row<Demographics>.Extension(OwnExtensions.Url("hair-color"), Row<Demographics>.Text("valueString", d => d.HairColor)),
        Row<Demographics>.EachText("valueString", d => d.PhysicalCharacteristics, OwnExtensions.Url("physical-characteristic")),
    ];

    private static bool IsOther(HumanName name) => name.Use is "maiden" or "nickname" or "old" or "anonymous";
}
