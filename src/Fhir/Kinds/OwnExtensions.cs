using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// Extensions of our own, for what some FHIR types have no element for: https://hl7.org/fhir/R4/extensibility.html
internal static class OwnExtensions
{
    public static Route<EntryContent> Code { get; } =
        Row<EntryContent>.Extension(Url("code"), Row<EntryContent>.Concept("valueCodeableConcept", c => c.Code));

    public static Route<EntryContent> Encounter { get; } =
        Row<EntryContent>.Extension(Url("encounter"), Row<EntryContent>.Reference("valueReference", c => c.Encounter));

    public static Route<EntryContent> Status { get; } =
        Row<EntryContent>.Extension(Url("status"), Row<EntryContent>.Text("valueString", c => c.Status));

    public static Route<EntryContent> Remark { get; } =
        Row<EntryContent>.Extension(Url("remark"), Row<EntryContent>.Text("valueString", c => c.Remark));

    public static Route<EntryContent> Moment { get; } =
        Row<EntryContent>.Extension(Url("time"), new MomentLens("valueDateTime", only: false));

    public static Route<EntryContent> Period { get; } =
        Row<EntryContent>.Extension(Url("time"), new PeriodLens("valuePeriod", only: false));

    public static IEnumerable<Route<EntryContent>> AllButCode => [Status, Moment, Period, Encounter, Remark];

    public static IEnumerable<Route<EntryContent>> All => [Code, .. AllButCode];

    public static string Url(string name) => "urn:medrecords:fhir:" + name;
}
