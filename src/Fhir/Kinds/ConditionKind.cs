using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/condition.html
internal sealed class ConditionKind() : Kind<Condition>("Condition", "subject", c => c.Condition)
{
    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Status),
        Concept("clinicalStatus", c => c.ClinicalStatus),
        Concept("verificationStatus", c => c.VerificationStatus),
        Concepts("category", c => c.Categories),
        Concept("severity", c => c.Severity),
        Code("code"),
        Concepts("bodySite", c => c.BodySites),
        Encounter("encounter"),
        Start("onsetDateTime"),
        End("abatementDateTime"),
        Text("recordedDate", c => c.RecordedDate),
        Remark("note"),
    ];
}
