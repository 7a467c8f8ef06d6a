namespace MedRecords.Cli.Reading;

/// <summary>Code systems and codes that both readers and writers of entries need.</summary>
internal static class Vocabulary
{
    /// <summary>Laboratory and clinical observations.</summary>
    public const string Loinc = "http://loinc.org";

    /// <summary>Clinical terms.</summary>
    public const string Snomed = "http://snomed.info/sct";

    /// <summary>Medications.</summary>
    public const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";

    /// <summary>Vaccines.</summary>
    public const string Cvx = "http://hl7.org/fhir/sid/cvx";

    /// <summary>Units of measure.</summary>
    public const string Ucum = "http://unitsofmeasure.org";

    /// <summary>Categories of observations.</summary>
    public const string ObservationCategory = "http://terminology.hl7.org/CodeSystem/observation-category";

    /// <summary>Where a problem stands.</summary>
    public const string ConditionClinical = "http://terminology.hl7.org/CodeSystem/condition-clinical";

    /// <summary>Whether a problem is certain.</summary>
    public const string ConditionVerification = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

    /// <summary>Where an allergy stands.</summary>
    public const string AllergyClinical = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";

    /// <summary>Whether an allergy is certain.</summary>
    public const string AllergyVerification = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";

    /// <summary>Marital status.</summary>
    public const string MaritalStatus = "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus";

    /// <summary>Encounter classes.</summary>
    public const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    /// <summary>Types of identifiers.</summary>
    public const string IdentifierType = "http://terminology.hl7.org/CodeSystem/v2-0203";

    /// <summary>Whether a result is high, low or normal.</summary>
    public const string Interpretation = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    /// <summary>Diagnoses as billed in the United States.</summary>
    public const string Icd10 = "http://hl7.org/fhir/sid/icd-10-cm";

    /// <summary>Blood pressure as a panel.</summary>
    public const string BloodPressure = "85354-9";

    /// <summary>Systolic blood pressure.</summary>
    public const string Systolic = "8480-6";

    /// <summary>Diastolic blood pressure.</summary>
    public const string Diastolic = "8462-4";
}
