using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/careplan.html
internal sealed class CarePlanKind() : Kind<CarePlan>("CarePlan", "subject", c => c.CarePlan)
{
    public override IEnumerable<Default> Defaults => [Default.Text("status", "unknown"), Default.Text("intent", "plan")];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Code),
        Status("status"),
        Text("intent", p => p.Intent),
        Concepts("category", p => p.Categories),
        Text("title", p => p.Title),
        Text("description", p => p.Description),
        Encounter("encounter"),
        Period("period"),
        References("addresses", p => p.Addresses),
        References("goal", p => p.Goals),
        Remark("note"),
    ];
}
