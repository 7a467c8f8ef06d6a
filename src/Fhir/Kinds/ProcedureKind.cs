using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/procedure.html
internal sealed class ProcedureKind() : Kind<Procedure>("Procedure", "subject", c => c.Procedure)
{
    public override IEnumerable<Default> Defaults => [Default.Text("status", "unknown")];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Status("status"),
        Code("code"),
        Encounter("encounter"),
        .. MomentOrPeriod("performed"),
        InDetail(Row<Procedure>.References("performer", "actor", p => p.Performers)),
        Concepts("reasonCode", p => p.Reasons),
        References("reasonReference", p => p.ReasonReferences),
        Concepts("bodySite", p => p.BodySites),
        Concept("outcome", p => p.Outcome),
        Remark("note"),
    ];
}
