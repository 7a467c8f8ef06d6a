using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/encounter.html
internal sealed class EncounterKind() : Kind<Encounter>("Encounter", "subject", c => c.EncounterDetail)
{
    public override IEnumerable<Default> Defaults =>
    [
        Default.Text("status", "unknown"),
        new("class", """{"system":"http://terminology.hl7.org/CodeSystem/v3-NullFlavor","code":"UNK"}""", "class"),
    ];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Code, OwnExtensions.Encounter, OwnExtensions.Remark),
        Status("status"),
        InDetail(Row<Encounter>.Coding("class", e => e.Class)),
        Concepts("type", e => e.Types_),
        InDetail(Row<Encounter>.References("participant", "individual", e => e.Participants)),
        Period("period"),
        Concepts("reasonCode", e => e.Reasons),
        Reference("serviceProvider", e => e.ServiceProvider),
    ];
}
