using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/medicationrequest.html. Also what a medication that was recorded here is exported as:
// it alone of the three can say who ordered it.
internal sealed class MedicationRequestKind() : Kind<Medication>("MedicationRequest", "subject", c => c.Medication)
{
    public override IEnumerable<Default> Defaults =>
    [
        Default.Text("status", "unknown"),
        Default.Text("intent", "order"),
        Default.UnknownConcept("medicationCodeableConcept"),
    ];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Period),
        Status("status"),
        Text("intent", m => m.Intent),
        Code("medicationCodeableConcept"),
        Encounter("encounter"),
        new MomentLens("authoredOn", only: false),
        Reference("requester", m => m.Requester),
        Concepts("reasonCode", m => m.Reasons),
        References("reasonReference", m => m.ReasonReferences),
        Remark("note"),
        InDetail(Row<Medication>.Array("dosageInstruction", Row<Medication>.EachText("text", m => m.DosageTexts))),
    ];
}

// https://hl7.org/fhir/R4/medicationstatement.html
internal sealed class MedicationStatementKind() : Kind<Medication>("MedicationStatement", "subject", c => c.Medication)
{
    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Status("status"),
        Code("medicationCodeableConcept"),
        Encounter("context"),
        .. MomentOrPeriod("effective"),
        Concepts("reasonCode", m => m.Reasons),
        References("reasonReference", m => m.ReasonReferences),
        Remark("note"),
        InDetail(Row<Medication>.Array("dosage", Row<Medication>.EachText("text", m => m.DosageTexts))),
    ];
}

// https://hl7.org/fhir/R4/medicationadministration.html
internal sealed class MedicationAdministrationKind() : Kind<Medication>("MedicationAdministration", "subject", c => c.Medication)
{
    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Status("status"),
        Code("medicationCodeableConcept"),
        Encounter("context"),
        .. MomentOrPeriod("effective"),
        Concepts("reasonCode", m => m.Reasons),
        References("reasonReference", m => m.ReasonReferences),
        Remark("note"),
    ];
}
