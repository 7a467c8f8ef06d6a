using System.Text;
using System.Text.Json;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.ExportEntries;

// An entry that came from a resource and has been changed since, its source kept.
public class AmendedEntry
{
    private const string Patient = """
        {
          "resourceType": "Patient",
          "id": "p1",
          "meta": { "versionId": "3", "security": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R" }] },
          "identifier": [
            { "type": { "coding": [{ "code": "SS" }] }, "system": "urn:ssa", "value": "900-00-0001" },
            { "system": "urn:mrn", "value": "77", "period": { "start": "2001" } }
          ],
          "name": [{ "use": "maiden", "family": "Before" }, { "use": "official", "family": "After", "period": { "start": "2010" } }],
          "photo": [{ "title": "kept" }]
        }
        """;

    private readonly EntryContent content = FhirResource.FromFhir(Encoding.UTF8.GetBytes(Patient));

    [Fact]
    public void Shows_the_new_value_and_keeps_the_rest()
    {
        content.Demographics.Names[0].Family = "Latest";
        var name = Exported().GetProperty("name")[1];
        Assert.Equal("Latest", name.GetProperty("family").GetString());
        Assert.Equal("2010", name.GetProperty("period").GetProperty("start").GetString());
        Assert.Equal("kept", Exported().GetProperty("photo")[0].GetProperty("title").GetString());
    }

    [Fact]
    public void Shows_what_was_added_last()
    {
        content.Demographics.OtherNames.Add(new HumanName { Use = "nickname", Text = "Bee" });
        Assert.Equal(["maiden", "official", "nickname"], Exported().GetProperty("name").EnumerateArray().Select(name => name.GetProperty("use").GetString()));
    }

    [Fact]
    public void No_longer_shows_what_was_removed()
    {
        content.Demographics.ClearSocialSecurityNumber();
        content.Demographics.Names.Clear();
        content.Demographics.OtherNames.Clear();
        Assert.Equal(1, Exported().GetProperty("identifier").GetArrayLength());
        Assert.False(Exported().TryGetProperty("name", out _));
    }

    [Fact]
    public void Keeps_its_labels_and_shows_new_ones()
    {
        content.Sensitivity.Add(Sensitivity.Genetics);
        var meta = Exported().GetProperty("meta");
        Assert.Equal(["R", "GDIS"], meta.GetProperty("security").EnumerateArray().Select(label => label.GetProperty("code").GetString()));
        Assert.Equal("3", meta.GetProperty("versionId").GetString());
    }

    [Fact]
    public void Is_a_resource_of_its_own_once_its_source_is_gone()
    {
        content.Source = null;
        Assert.Equal("e-5", Exported().GetProperty("id").GetString());
        Assert.False(Exported().TryGetProperty("photo", out _));
    }

    [Fact]
    public void Is_a_resource_of_its_own_where_its_source_is_another_type()
    {
        content.Observation = new Observation { Text = "of another type" };
        Assert.Equal("Observation", Exported().GetProperty("resourceType").GetString());
        Assert.Equal("of another type", Exported().GetProperty("valueString").GetString());
    }

    private JsonElement Exported()
    {
        using var document = JsonDocument.Parse(FhirResource.ToFhir(content, 5, "Patient/e-1"));
        return document.RootElement.Clone();
    }
}
