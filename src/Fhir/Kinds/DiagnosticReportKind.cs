using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/diagnosticreport.html
internal sealed class DiagnosticReportKind() : Kind<DiagnosticReport>("DiagnosticReport", "subject", c => c.DiagnosticReport)
{
    public override IEnumerable<Default> Defaults => [Default.Text("status", "unknown"), Default.UnknownConcept("code")];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Remark),
        Status("status"),
        Concepts("category", r => r.Categories),
        Code("code"),
        Encounter("encounter"),
        .. MomentOrPeriod("effective"),
        Text("issued", r => r.Issued),
        References("performer", r => r.Performers),
        References("result", r => r.Results),
        Text("conclusion", r => r.Conclusion),
    ];
}
