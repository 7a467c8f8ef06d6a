using System.Collections.Frozen;
using System.Text.Json;

namespace MedRecords.Fhir;

// Where resources name their patient: https://hl7.org/fhir/R4/compartmentdefinition-patient.html
internal static class PatientReferences
{
    private static readonly string[] Members = ["subject", "patient", "beneficiary"];

    // Types that are about one patient, and so must say which.
    private static readonly FrozenSet<string> NeedOne = FrozenSet.ToFrozenSet(
        [
            "AdverseEvent", "AllergyIntolerance", "BodyStructure", "CarePlan", "CareTeam", "ChargeItem", "Claim", "ClaimResponse",
            "ClinicalImpression", "Communication", "CommunicationRequest", "Composition", "Condition", "Consent", "Coverage",
            "CoverageEligibilityRequest", "CoverageEligibilityResponse", "DetectedIssue", "DeviceRequest", "DeviceUseStatement",
            "DiagnosticReport", "DocumentManifest", "DocumentReference", "Encounter", "EpisodeOfCare", "ExplanationOfBenefit",
            "FamilyMemberHistory", "Flag", "Goal", "ImagingStudy", "Immunization", "ImmunizationEvaluation",
            "ImmunizationRecommendation", "Invoice", "Media", "MedicationAdministration", "MedicationDispense", "MedicationRequest",
            "MedicationStatement", "MolecularSequence", "NutritionOrder", "Observation", "Procedure", "QuestionnaireResponse",
            "RelatedPerson", "RequestGroup", "RiskAssessment", "ServiceRequest", "Specimen", "SupplyDelivery", "SupplyRequest",
            "VisionPrescription",
        ],
        StringComparer.Ordinal);

    public static bool NeedsOne(string resourceType) => NeedOne.Contains(resourceType);

    // Each place where a resource names a patient; null where one names none that can be followed.
    public static IEnumerable<string?> In(JsonElement resource)
    {
        foreach (var member in Members)
        {
            if (resource.TryGetProperty(member, out var value)) yield return TargetOf(value);
        }
    }

    private static string? TargetOf(JsonElement reference) =>
        reference.ValueKind == JsonValueKind.Object
        && reference.TryGetProperty("reference", out var target)
        && target.ValueKind == JsonValueKind.String
            ? target.GetString()
            : null;
}
