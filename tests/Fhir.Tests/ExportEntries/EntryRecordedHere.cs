using System.Text.Json;
using MedRecords.Fhir.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.ExportEntries;

public class EntryRecordedHere
{
    // What FHIR R4 requires of each type, the patient included.
    private static readonly Dictionary<string, (string Type, string[] Required)> Expected = new()
    {
        ["demographics"] = ("Patient", []),
        ["encounter_detail"] = ("Encounter", ["status", "class", "subject"]),
        ["condition"] = ("Condition", ["subject"]),
        ["allergy"] = ("AllergyIntolerance", ["patient"]),
        ["medication"] = ("MedicationRequest", ["status", "intent", "medicationCodeableConcept", "subject"]),
        ["immunization"] = ("Immunization", ["status", "vaccineCode", "patient", "_occurrenceDateTime"]),
        ["procedure"] = ("Procedure", ["status", "subject"]),
        ["observation"] = ("Observation", ["status", "code", "subject"]),
        ["diagnostic_report"] = ("DiagnosticReport", ["status", "code", "subject"]),
        ["care_plan"] = ("CarePlan", ["status", "intent", "subject"]),
        ["goal"] = ("Goal", ["lifecycleStatus", "description", "subject"]),
        ["imaging_study"] = ("ImagingStudy", ["status", "subject"]),
        ["note"] = ("DocumentReference", ["status", "content", "subject"]),
        ["claim"] = ("Claim", ["status", "type", "use", "patient", "_created", "provider", "priority", "insurance"]),
        ["benefit"] = ("ExplanationOfBenefit", ["status", "type", "use", "patient", "_created", "insurer", "provider", "outcome", "insurance"]),
        ["other"] = ("Basic", ["code", "subject"]),
    };

    public static TheoryData<string> Kinds => [.. FullEntries.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_a_resource_of_its_kinds_type(string kind)
    {
        var resource = Exported(FullEntries.Empty(kind));
        Assert.Equal(Expected[kind].Type, resource.GetProperty("resourceType").GetString());
        Assert.Equal("e-17", resource.GetProperty("id").GetString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Has_what_its_type_requires(string kind)
    {
        var resource = Exported(FullEntries.Empty(kind));
        Assert.All(Expected[kind].Required, name => Assert.True(resource.TryGetProperty(name, out _), name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Names_its_patient(string kind)
    {
        var resource = Exported(FullEntries.Empty(kind));
        var member = Expected[kind].Required.SingleOrDefault(name => name is "subject" or "patient");
        if (member is null) Assert.Equal("Patient", resource.GetProperty("resourceType").GetString());
        else Assert.Equal("Patient/e-1", resource.GetProperty(member).GetProperty("reference").GetString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Comes_back_with_every_field(string kind)
    {
        var content = FullEntries.Full(kind);
        var back = FhirResource.FromFhir(FhirResource.ToFhir(content, 17, "Patient/e-1"));
        back.Source = null;
        Assert.Equal(content, back);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Names_no_member_twice(string kind)
    {
        using var document = JsonDocument.Parse(
            FhirResource.ToFhir(FullEntries.Full(kind), 17, "Patient/e-1"), new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.NotEqual(0, document.RootElement.GetPropertyCount());
    }

    [Fact]
    public void Keeps_a_moment_as_a_moment()
    {
        var content = FullEntries.Empty("observation");
        content.Time = new ClinicalTime { Start = "2024-02-29T10:00:00Z" };
        Assert.Equal("2024-02-29T10:00:00Z", Exported(content).GetProperty("effectiveDateTime").GetString());
    }

    [Theory]
    [InlineData("1.50", "1.50")]
    [InlineData("-0.3e-5", "-0.3e-5")]
    [InlineData("0", "0")]
    [InlineData("trace", "\"trace\"")]
    [InlineData("01", "\"01\"")]
    [InlineData("1.", "\"1.\"")]
    [InlineData("", "\"\"")]
    public void Writes_an_amount_as_a_number_only_where_it_is_one(string amount, string expected)
    {
        var content = FullEntries.Empty("observation");
        content.Observation.Quantity = new Quantity { Value = amount };
        Assert.Equal(expected, Exported(content).GetProperty("valueQuantity").GetProperty("value").GetRawText());
    }

    [Fact]
    public void Is_refused_without_a_kind() =>
        Assert.Throws<ArgumentException>(() => FhirResource.ToFhir(new EntryContent()));

    private static JsonElement Exported(EntryContent content)
    {
        using var document = JsonDocument.Parse(FhirResource.ToFhir(content, 17, "Patient/e-1"));
        return document.RootElement.Clone();
    }
}
