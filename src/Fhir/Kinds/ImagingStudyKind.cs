using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/imagingstudy.html
internal sealed class ImagingStudyKind() : Kind<ImagingStudy>("ImagingStudy", "subject", c => c.ImagingStudy)
{
    public override IEnumerable<Default> Defaults => [Default.Text("status", "unknown")];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Period),
        InDetail(Row<ImagingStudy>.Identifiers("identifier", s => s.Identifiers)),
        Status("status"),
        Encounter("encounter"),
        new MomentLens("started", only: false),
        Whole("numberOfSeries", s => s.NumberOfSeries),
        Whole("numberOfInstances", s => s.NumberOfInstances),
        Row<EntryContent>.Array("procedureCode", Row<EntryContent>.First(c => c.Code, Shapes.Concept)),
        Remark("note"),
        Text("description", s => s.Description),
    ];
}
