using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/allergyintolerance.html
internal sealed class AllergyKind() : Kind<Allergy>("AllergyIntolerance", "patient", c => c.Allergy)
{
    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Status),
        Concept("clinicalStatus", a => a.ClinicalStatus),
        Concept("verificationStatus", a => a.VerificationStatus),
        Text("type", a => a.Type),
        Texts("category", a => a.Categories),
        Text("criticality", a => a.Criticality),
        Code("code"),
        Encounter("encounter"),
        .. MomentOrPeriod("onset"),
        Text("recordedDate", a => a.RecordedDate),
        Remark("note"),
        InDetail(Row<Allergy>.Array("reaction", Row<Allergy>.One(Row<Allergy>.Concepts("manifestation", a => a.Manifestations)))),
    ];
}
