using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/claim.html
internal sealed class ClaimKind() : Kind<Claim>("Claim", "patient", c => c.Claim)
{
    public override IEnumerable<Default> Defaults =>
    [
        Default.Text("status", "active"),
        Default.UnknownConcept("type"),
        Default.Text("use", "claim"),
        Default.UnknownPrimitive("created"),
        Default.UnknownReference("provider"),
        Default.UnknownConcept("priority"),
        new("insurance", """[{"sequence":1,"focal":true,"coverage":{"display":"unknown"}}]""", "insurance"),
    ];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Code, OwnExtensions.Encounter, OwnExtensions.Remark),
        Status("status"),
        Concept("type", c => c.Type),
        Text("use", c => c.Use),
        Period("billablePeriod"),
        Text("created", c => c.Created),
        Reference("insurer", c => c.Insurer),
        Reference("provider", c => c.Provider),
        InDetail(Row<Claim>.Money("total", c => c.Total)),
    ];
}
