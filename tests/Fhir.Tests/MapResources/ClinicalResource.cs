using System.Text;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.MapResources;

public class ClinicalResource
{
    [Fact]
    public void Has_its_main_elements_in_the_shared_fields()
    {
        var content = Of("""
            {"resourceType":"Observation","id":"o1","status":"final","code":{"text":"Weight"},"encounter":{"reference":"Encounter/1"},
             "effectivePeriod":{"start":"2020","end":"2021"},"valueQuantity":{"value":70.10,"unit":"kg"},"note":[{"text":"with shoes"}]}
            """);
        Assert.Equal("Weight", content.Code.Text);
        Assert.Equal("final", content.Status);
        Assert.Equal("Encounter/1", content.Encounter.Reference_);
        Assert.Equal(new ClinicalTime { Start = "2020", End = "2021", IsPeriod = true }, content.Time);
        Assert.Equal("with shoes", content.Remark);
        Assert.Equal("70.10", content.Observation.Quantity.Value);
        Assert.Equal("o1", content.Source.ResourceId);
        Assert.True(content.Source.Remainder.IsEmpty);
    }

    [Theory]
    [InlineData("MedicationRequest", "\"authoredOn\":\"2020\"")]
    [InlineData("MedicationStatement", "\"effectiveDateTime\":\"2020\"")]
    [InlineData("MedicationAdministration", "\"effectiveDateTime\":\"2020\"")]
    [InlineData("Condition", "\"onsetDateTime\":\"2020\"")]
    [InlineData("AllergyIntolerance", "\"onsetDateTime\":\"2020\"")]
    [InlineData("Immunization", "\"occurrenceDateTime\":\"2020\"")]
    [InlineData("Procedure", "\"performedPeriod\":{\"start\":\"2020\"}")]
    [InlineData("DiagnosticReport", "\"effectiveDateTime\":\"2020\"")]
    [InlineData("Encounter", "\"period\":{\"start\":\"2020\"}")]
    [InlineData("CarePlan", "\"period\":{\"start\":\"2020\"}")]
    [InlineData("Goal", "\"startDate\":\"2020\"")]
    [InlineData("ImagingStudy", "\"started\":\"2020\"")]
    [InlineData("Claim", "\"billablePeriod\":{\"start\":\"2020\"}")]
    [InlineData("ExplanationOfBenefit", "\"billablePeriod\":{\"start\":\"2020\"}")]
    public void Has_its_time(string type, string member)
    {
        var content = Of($$"""{"resourceType":"{{type}}",{{member}}}""");
        Assert.Equal("2020", content.Time.Start);
        Assert.True(content.Source.Remainder.IsEmpty);
    }

    [Fact]
    public void Has_the_labels_of_its_meta_and_keeps_them_there()
    {
        const string Meta = """{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"HIV"},{"code":"V"},{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"V"}]}""";
        var content = Of($$"""{"resourceType":"Observation","meta":{{Meta}}}""");
        Assert.Equal([Sensitivity.Hiv, Sensitivity.VeryRestricted], content.Sensitivity);
        Assert.Equal($$"""{"meta":{{Meta}}}""", content.Source.Remainder.ToStringUtf8());
    }

    [Fact]
    public void Keeps_a_value_of_the_wrong_type_in_the_remainder()
    {
        var content = Of("""{"resourceType":"Observation","status":5,"code":"text","category":[],"valueQuantity":{"value":"7"}}""");
        Assert.False(content.HasStatus);
        Assert.Null(content.Code);
        Assert.Equal("""{"status":5,"code":"text","category":[],"valueQuantity":{"value":"7"}}""", content.Source.Remainder.ToStringUtf8());
    }

    [Fact]
    public void Is_kept_whole_where_its_type_has_no_table()
    {
        var content = Of("""{"resourceType":"Organization","id":"o","status":"x","name":"Clinic"}""");
        Assert.Equal(EntryContent.DetailOneofCase.Other, content.DetailCase);
        Assert.Equal("""{"status":"x","name":"Clinic"}""", content.Source.Remainder.ToStringUtf8());
    }

    [Fact]
    public void Is_no_note_where_its_text_is_elsewhere() =>
        Assert.Equal(
            EntryContent.DetailOneofCase.Other,
            Of("""{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"application/pdf","url":"x"}}]}""").DetailCase);

    private static EntryContent Of(string json) => FhirResource.FromFhir(Encoding.UTF8.GetBytes(json));
}
