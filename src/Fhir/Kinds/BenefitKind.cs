using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/explanationofbenefit.html
internal sealed class BenefitKind() : Kind<Benefit>("ExplanationOfBenefit", "patient", c => c.Benefit)
{
    public override IEnumerable<Default> Defaults =>
    [
        Default.Text("status", "active"),
        Default.UnknownConcept("type"),
        Default.Text("use", "claim"),
        Default.UnknownPrimitive("created"),
        Default.UnknownReference("insurer"),
        Default.UnknownReference("provider"),
        Default.Text("outcome", "complete"),
        new("insurance", """[{"focal":true,"coverage":{"display":"unknown"}}]""", "insurance"),
    ];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Code, OwnExtensions.Encounter, OwnExtensions.Remark),
        Status("status"),
        Concept("type", b => b.Type),
        Text("use", b => b.Use),
        Period("billablePeriod"),
        Text("created", b => b.Created),
        Reference("insurer", b => b.Insurer),
        Reference("provider", b => b.Provider),
        Reference("claim", b => b.Claim),
        Text("outcome", b => b.Outcome),
    ];
}
