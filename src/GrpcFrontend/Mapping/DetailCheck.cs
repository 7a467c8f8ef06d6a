using MedRecords.V1;
using Detail = MedRecords.V1.EntryContent.DetailOneofCase;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Checks the fields whose text has a form: dates and numbers, kind by kind.</summary>
internal static class DetailCheck
{
    /// <summary>Checks the detail of an entry.</summary>
    public static void Run(EntryContent content, in FieldPlace place)
    {
        switch (content.DetailCase)
        {
            case Detail.Demographics:
                Run(content.Demographics, place);
                break;
            case Detail.Observation:
                Run(content.Observation, place);
                break;
            case Detail.Condition:
                Date(content.Condition.HasRecordedDate, content.Condition.RecordedDate, ".condition.recorded_date", place);
                break;
            case Detail.Allergy:
                Date(content.Allergy.HasRecordedDate, content.Allergy.RecordedDate, ".allergy.recorded_date", place);
                break;
            case Detail.Immunization:
                Amount(content.Immunization.Dose, ".immunization.dose.value", place);
                break;
            case Detail.DiagnosticReport:
                Date(content.DiagnosticReport.HasIssued, content.DiagnosticReport.Issued, ".diagnostic_report.issued", place);
                break;
            case Detail.ImagingStudy:
                place.That(content.ImagingStudy.NumberOfSeries >= 0, ".imaging_study.number_of_series", "must not be negative");
                place.That(content.ImagingStudy.NumberOfInstances >= 0, ".imaging_study.number_of_instances", "must not be negative");
                break;
            case Detail.Claim:
                Run(content.Claim, place);
                break;
            case Detail.Benefit:
                Date(content.Benefit.HasCreated, content.Benefit.Created, ".benefit.created", place);
                break;
        }
    }

    private static void Run(Demographics who, in FieldPlace place)
    {
        place.That(!who.HasBirthDate || FhirText.IsDate(who.BirthDate), ".demographics.birth_date", "must be a FHIR date");
        place.That(!who.HasGender || who.Gender is "male" or "female" or "other" or "unknown", ".demographics.gender", "must be male, female, other or unknown");
        place.That(!who.HasDeceased || who.Deceased is "" or "true" || FhirText.IsDateTime(who.Deceased), ".demographics.deceased", "must be a FHIR dateTime or true");
        Amount(who.Height, ".demographics.height.value", place);
        Amount(who.Weight, ".demographics.weight.value", place);
    }

    private static void Run(Observation observation, in FieldPlace place)
    {
        Amount(observation.Quantity, ".observation.quantity.value", place);
        Date(observation.HasIssued, observation.Issued, ".observation.issued", place);
        foreach (var component in observation.Components) Amount(component.Quantity, ".observation.components.quantity.value", place);
    }

    private static void Run(Claim claim, in FieldPlace place)
    {
        Date(claim.HasCreated, claim.Created, ".claim.created", place);
        place.That(claim.Total is not { HasValue: true } total || FhirText.IsDecimal(total.Value), ".claim.total.value", FhirText.DecimalRule);
    }

    private static void Amount(Quantity? quantity, string path, in FieldPlace place) =>
        place.That(quantity is not { HasValue: true } || FhirText.IsDecimal(quantity.Value), path, FhirText.DecimalRule);

    private static void Date(bool given, string text, string path, in FieldPlace place) =>
        place.That(!given || FhirText.IsDateTime(text), path, FhirText.DateTimeRule);
}
