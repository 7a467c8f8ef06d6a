using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/observation.html
internal sealed class ObservationKind() : Kind<Observation>("Observation", "subject", c => c.Observation)
{
    private static readonly Shape<ObservationComponent> Component = new(
        Row<ObservationComponent>.Concept("code", c => c.Code),
        Row<ObservationComponent>.Quantity("valueQuantity", c => c.Quantity),
        Row<ObservationComponent>.Concept("valueCodeableConcept", c => c.Concept),
        Row<ObservationComponent>.Text("valueString", c => c.Text));

    public override IEnumerable<Default> Defaults => [Default.Text("status", "unknown"), Default.UnknownConcept("code")];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Status("status"),
        Concepts("category", o => o.Categories),
        Code("code"),
        Encounter("encounter"),
        .. MomentOrPeriod("effective"),
        Text("issued", o => o.Issued),
        References("performer", o => o.Performers),
        Quantity("valueQuantity", o => o.Quantity),
        Concept("valueCodeableConcept", o => o.Concept),
        Text("valueString", o => o.Text),
        Concepts("interpretation", o => o.Interpretations),
        Remark("note"),
        InDetail(Row<Observation>.Array("component", Row<Observation>.Each(o => o.Components, Component))),
    ];
}
