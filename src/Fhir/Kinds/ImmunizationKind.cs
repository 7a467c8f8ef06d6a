using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/immunization.html
internal sealed class ImmunizationKind() : Kind<Immunization>("Immunization", "patient", c => c.Immunization)
{
    public override IEnumerable<Default> Defaults =>
    [
        Default.Text("status", "completed"),
        Default.UnknownConcept("vaccineCode"),
        Default.UnknownPrimitive("occurrenceDateTime"),
    ];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Period),
        Status("status"),
        Code("vaccineCode"),
        Encounter("encounter"),
        new MomentLens("occurrenceDateTime", only: false),
        Flag("primarySource", i => i.PrimarySource),
        Text("lotNumber", i => i.LotNumber),
        Concept("site", i => i.Site),
        Concept("route", i => i.Route),
        Quantity("doseQuantity", i => i.Dose),
        Remark("note"),
    ];
}
