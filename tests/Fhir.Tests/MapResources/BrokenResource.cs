using System.Text;
using Google.Protobuf;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.MapResources;

public class BrokenResource
{
    [Theory]
    [InlineData("", BrokenReason.NotJson)]
    [InlineData("{\"resourceType\":\"Patient\"", BrokenReason.NotJson)]
    [InlineData("[]", BrokenReason.NotAResource)]
    [InlineData("{}", BrokenReason.NotAResource)]
    [InlineData("{\"resourceType\":null}", BrokenReason.NotAResource)]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"1\",\"id\":\"2\"}", BrokenReason.DuplicateMember)]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"1\",\"\\u0069d\":\"2\"}", BrokenReason.DuplicateMember)]
    [InlineData("{\"resourceType\":\"Patient\",\"x\":[{\"y\":{\"a\":1,\"a\":1}}]}", BrokenReason.DuplicateMember)]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"\\ud800\"}", BrokenReason.InvalidText)]
    public void Is_refused(string json, BrokenReason reason) =>
        Assert.Equal(reason, Assert.Throws<BrokenBundleException>(() => FhirResource.FromFhir(Encoding.UTF8.GetBytes(json))).Reason);

    [Theory]
    [InlineData(122, true)]
    [InlineData(124, true)]
    [InlineData(125, false)]
    [InlineData(100_000, false)]
    public void Is_refused_when_it_is_nested_too_deep_for_a_bundle(int arrays, bool allowed)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"resourceType":"Observation","x":{{new string('[', arrays)}}{{new string(']', arrays)}}}""");
        if (allowed) Assert.NotNull(FhirResource.FromFhir(json));
        else Assert.Equal(BrokenReason.TooDeep, Assert.Throws<BrokenBundleException>(() => FhirResource.FromFhir(json)).Reason);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("{\"a\":1}", true)]
    [InlineData("[]", false)]
    [InlineData("{\"a\":1,\"a\":2}", false)]
    [InlineData("{", false)]
    public void Is_not_written_from_a_source_that_is_no_json(string remainder, bool writable)
    {
        Assert.Equal(writable, FhirResource.IsWritable(new Source { Remainder = ByteString.CopyFromUtf8(remainder) }));
        Assert.Equal(writable, FhirResource.IsWritable(new Source { Wrapper = ByteString.CopyFromUtf8(remainder) }));
    }
}
