using System.Text;
using MedRecords.Fhir.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.MapResources;

public class PatientResource
{
    [Fact]
    public async Task Has_each_detail_in_its_field()
    {
        var who = (await Sample()).Demographics;
        Assert.Equal("Delacroix", Assert.Single(who.Names).Family);
        Assert.Equal("Ishikawa", Assert.Single(who.OtherNames).Family);
        Assert.Equal("987-65-4320", who.SocialSecurityNumber);
        Assert.Equal("MRN-000777", Assert.Single(who.Identifiers).Value);
        Assert.Equal("1988-02-29", who.BirthDate);
        Assert.Equal("1988-02-29T23:59:01+09:00", who.BirthTime);
        Assert.Equal("Kamakura", who.BirthPlace.City);
        Assert.Equal("PO1 2AB", Assert.Single(who.Addresses).PostalCode);
        Assert.Equal("555-0133-77", Assert.Single(who.Telecoms).Value);
        Assert.Equal("Married", who.MaritalStatus.Text);
        Assert.Equal(["2028-9", "2039-6"], Assert.Single(who.Races).Codings.Select(coding => coding.Code));
        Assert.Equal("Japanese", who.Races[0].Text);
        Assert.Equal(["Japanese", "English"], who.Languages.Select(language => language.Text));
        Assert.False(who.HasDeceased);
    }

    [Fact]
    public async Task Leaves_no_part_of_a_detail_in_the_remainder()
    {
        var remainder = (await Sample()).Source.Remainder.ToStringUtf8();
        Assert.All(
            ["Delacroix", "Ishikawa", "Haruko", "987-65", "1988", "Kamakura", "Harbour", "Portsmouth", "PO1", "0133", "Married", "Asian", "2039-6", "Japanese"],
            detail => Assert.DoesNotContain(detail, remainder));
    }

    [Theory]
    [InlineData("""{"deceasedBoolean":true}""", "true")]
    [InlineData("""{"deceasedDateTime":"2020-05"}""", "2020-05")]
    public void Says_death_in_one_field(string members, string expected) => Assert.Equal(expected, Of(members).Demographics.Deceased);

    [Fact]
    public void Never_has_a_social_security_number_among_its_identifiers()
    {
        var who = Of("""
            {"identifier":[{"type":{"coding":[{"code":"SS"}]},"value":"1"},{"system":"http://hl7.org/fhir/sid/us-ssn","value":"2"},
             {"system":"urn:oid:2.16.840.1.113883.4.1","value":"3"},{"system":"urn:mrn","value":"4"}]}
            """).Demographics;
        Assert.Equal("1", who.SocialSecurityNumber);
        Assert.Equal("4", Assert.Single(who.Identifiers).Value);
    }

    [Fact]
    public void Comes_back_equal_from_the_deepest_nesting()
    {
        var deep = new string('[', 122) + new string(']', 122);
        var json = $$"""{"resourceType":"Patient","name":[{"use":"old","x":{{deep}}},{"use":"official"},{{deep}}]}""";
        Assert.Equal(Canonical.Of(json), Canonical.Of(FhirResource.ToFhir(FhirResource.FromFhir(Encoding.UTF8.GetBytes(json)))));
    }

    [Theory]
    [InlineData("""{"identifier":[{"type":{"coding":[{"code":"SS"}]},"value":"1"},{"system":"http://hl7.org/fhir/sid/us-ssn","value":"2"}]}""")]
    [InlineData("""{"name":[{"use":"old","family":"A"},{"family":"B"},{"use":"maiden","family":"C"}]}""")]
    [InlineData("""{"name":[{"family":"A"},{"use":"old","family":"B"},{"family":"C"},"D",{}]}""")]
    [InlineData("""{"extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[{"url":"text","valueString":"x"},{"url":"ombCategory","valueCoding":{"code":"zzz"}}]}]}""")]
    [InlineData("""{"deceasedBoolean":true,"deceasedDateTime":"true"}""")]
    [InlineData("""{"_birthDate":{"extension":[]}}""")]
    [InlineData("""{"~name":[0],"~~name":[[1]],"name":[{"~use":"x"}]}""")]
    public void Comes_back_equal_from_a_rare_shape(string members)
    {
        var json = WithType(members);
        Assert.Equal(Canonical.Of(json), Canonical.Of(FhirResource.ToFhir(FhirResource.FromFhir(Encoding.UTF8.GetBytes(json)))));
    }

    private static EntryContent Of(string members) => FhirResource.FromFhir(Encoding.UTF8.GetBytes(WithType(members)));

    private static string WithType(string members) => members.Insert(1, "\"resourceType\":\"Patient\",");

    private static async Task<EntryContent> Sample()
    {
        await using var stream = Bundles.Open("one-of-each.json");
        await foreach (var entry in BundleReader.ReadAsync(stream))
        {
            if (entry.ResourceType == "Patient") return FhirResource.FromFhir(entry.Resource);
        }

        throw new InvalidOperationException("The sample has a patient.");
    }
}
