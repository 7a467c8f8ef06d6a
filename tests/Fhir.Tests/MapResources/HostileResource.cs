using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using MedRecords.Fhir.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.MapResources;

public class HostileResource
{
    private const int Runs = 3_000;

    [Fact]
    public void Comes_back_equal_whatever_it_holds() =>
        Prop.ForAll(HostileJson.Resource.ToArbitrary(), ComesBack).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void Says_the_same_when_it_is_read_again() =>
        Prop.ForAll(HostileJson.Resource.ToArbitrary(), SaysTheSame).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    // The properties above would hold of an importer that takes nothing.
    [Fact]
    public void Is_taken_into_fields_more_often_than_not()
    {
        var contents = HostileJson.Resource.Sample(500).Where(json => TypeOf(json) != "").Select(Taken).ToList();
        Assert.True(contents.Count(content => Typed(content) > 0) > contents.Count / 2);
        Assert.Contains(contents, content => content.Source.Remainder.ToStringUtf8().Contains("\"~"));
    }

    private static bool ComesBack(string json)
    {
        if (TypeOf(json) == "") return Refused(json);
        var stored = EntryContent.Parser.ParseFrom(Taken(json).ToByteArray());
        return Canonical.Of(FhirResource.ToFhir(stored)) == Canonical.Of(json);
    }

    // The order of members may differ, and with it the remainder.
    private static bool SaysTheSame(string json)
    {
        if (TypeOf(json) == "") return true;
        var first = Taken(json);
        var second = FhirResource.FromFhir(FhirResource.ToFhir(first));
        first.Source = second.Source = null;
        return first.Equals(second);
    }

    private static bool Refused(string json) =>
        Assert.Throws<BrokenBundleException>(() => Taken(json)).Reason == BrokenReason.NotAResource;

    private static EntryContent Taken(string json) => FhirResource.FromFhir(Encoding.UTF8.GetBytes(json));

    private static int Typed(EntryContent content)
    {
        var bare = content.Clone();
        bare.Source = null;
        return bare.CalculateSize() - 3;
    }

    private static string TypeOf(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.GetProperty("resourceType").GetString()!;
    }
}
