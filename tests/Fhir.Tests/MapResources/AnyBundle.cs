using System.Text.Json;
using Google.Protobuf;
using MedRecords.Fhir.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.MapResources;

public class AnyBundle
{
    public static TheoryData<string> Names => Bundles.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_resource_comes_back_equal(string bundle)
    {
        await using var stream = Bundles.Open(bundle);
        var count = 0;
        await foreach (var entry in BundleReader.ReadAsync(stream))
        {
            var stored = EntryContent.Parser.ParseFrom(FhirResource.FromFhir(entry.Resource, entry.FullUrl, entry.Wrapper.Span).ToByteArray());
            Assert.Equal(Canonical.Of(entry.Resource), Canonical.Of(FhirResource.ToFhir(stored)));
            Assert.Equal(entry.FullUrl, stored.Source.HasFullUrl ? stored.Source.FullUrl : null);
            Assert.Equal(entry.Wrapper.ToArray(), stored.Source.Wrapper.ToByteArray());
            count++;
        }

        Assert.True(count > 0);
    }

    // A number that came with a type of its own gets another without its remainder, so patients do not add up.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_is_stored_twice(string bundle)
    {
        await using var stream = Bundles.Open(bundle);
        await foreach (var entry in BundleReader.ReadAsync(stream))
        {
            if (entry.ResourceType == "Patient") continue;
            var content = FhirResource.FromFhir(entry.Resource);
            var remainder = content.Source.Remainder;
            content.Source.Remainder = ByteString.Empty;
            content.Sensitivity.Clear();
            using var typed = JsonDocument.Parse(FhirResource.ToFhir(content));
            using var rest = JsonDocument.Parse(remainder.IsEmpty ? "{}"u8.ToArray() : remainder.ToByteArray());
            Assert.Equal(Leaves(entry.Resource), Leaves(typed.RootElement) + LeavesOfRest(rest.RootElement));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_confidential_detail_of_the_patient_is_left_in_the_remainder(string bundle)
    {
        await using var stream = Bundles.Open(bundle);
        await foreach (var entry in BundleReader.ReadAsync(stream))
        {
            if (entry.ResourceType != "Patient") continue;
            var content = FhirResource.FromFhir(entry.Resource);
            var details = TextsIn(content.Demographics).Where(text => text.Length > 2).ToList();
            Assert.Contains(content.Demographics.BirthDate, details);
            Assert.All(details, detail => Assert.DoesNotContain($"\"{detail}\"", content.Source.Remainder.ToStringUtf8()));
        }
    }

    private static IEnumerable<string> TextsIn(Demographics who) =>
    [
        .. who.Names.Concat(who.OtherNames).SelectMany(name => name.Given.Append(name.Family)),
        .. who.Addresses.Append(who.BirthPlace ?? new Address()).SelectMany(address => address.Line.Append(address.City).Append(address.PostalCode)),
        .. who.Telecoms.Select(telecom => telecom.Value),
        .. who.Races.Concat(who.Ethnicities).SelectMany(concept => concept.Codings.Select(coding => coding.Display)),
        who.SocialSecurityNumber,
        who.BirthDate,
    ];

    private static int Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Sum(member => Leaves(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(Leaves),
        _ => 1,
    };

    // In a rest, an array under "~" has a step for each element, whose first number is no content.
    private static int LeavesOfRest(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Sum(member => member.Name.StartsWith('~')
            ? member.Value.EnumerateArray().Sum(step => step.ValueKind == JsonValueKind.Array ? LeavesOfRest(step[step.GetArrayLength() - 1]) : 0)
            : LeavesOfRest(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(LeavesOfRest),
        _ => 1,
    };
}
