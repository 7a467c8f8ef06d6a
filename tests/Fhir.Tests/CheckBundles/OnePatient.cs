using MedRecords.Fhir.Tests.Support;

namespace MedRecords.Fhir.Tests.CheckBundles;

public class OnePatient
{
    private const string Id = "\"id\":\"p\"";

    public static TheoryData<string> Names => Bundles.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_found_in_any_bundle(string bundle)
    {
        await using var stream = Bundles.Open(bundle);
        var found = await BundleChecker.CheckAsync(stream);
        Assert.NotNull(found.Patient);
        Assert.NotEmpty(found.Patient.Content.Demographics.Names);
        Assert.True(found.Count > 1);
    }

    [Theory]
    [InlineData("urn:uuid:1", "urn:uuid:1")]
    [InlineData("urn:uuid:1", "Patient/p")]
    [InlineData("urn:uuid:1", "Patient/p/_history/3")]
    [InlineData("urn:uuid:1", "https://any.example/fhir/Patient/p")]
    [InlineData("https://one.example/Patient/p", "https://one.example/Patient/p")]
    [InlineData("https://one.example/Patient/p", "https://one.example/Patient/p/_history/2")]
    [InlineData("https://one.example/Patient/p", "Patient/p")]
    public async Task May_be_named_in_any_way(string fullUrl, string reference) =>
        Assert.Equal(2, (await CheckNamedAsync(fullUrl, reference)).Count);

    [Theory]
    [InlineData("urn:uuid:1", "urn:uuid:2")]
    [InlineData("urn:uuid:1", "Patient/q")]
    [InlineData("urn:uuid:1", "Group/p")]
    [InlineData("urn:uuid:1", "#p")]
    [InlineData("urn:uuid:1", "p")]
    [InlineData("urn:uuid:1", "https://any.example/fhir/Patient/pp")]
    [InlineData("https://one.example/Patient/p", "https://other.example/Patient/p")]
    public async Task Is_not_whom_another_reference_names(string fullUrl, string reference) =>
        Assert.Equal((BrokenReason.OtherPatient, 1), Said(await Assert.ThrowsAsync<BrokenBundleException>(() => CheckNamedAsync(fullUrl, reference))));

    [Fact]
    public async Task May_come_last()
    {
        var found = await CheckAsync("""{"resourceType":"Claim","patient":{"reference":"Patient/p"}}""", $$"""{"resourceType":"Patient",{{Id}}}""");
        Assert.Equal(1, found.Patient!.EntryIndex);
    }

    [Theory]
    [InlineData("""[{"system":"b","value":"2"},{"system":"a","value":"1"}]""", "a|1")]
    [InlineData("""[{"system":"a","value":"1"},{"system":"m","value":"9","type":{"coding":[{"code":"MR"}]}}]""", "m|9")]
    [InlineData("""[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"999-00-1111"}]""", "Patient/p")]
    [InlineData("""[{"value":"no system"},{"system":"a","value":"1","use":"old"}]""", "Patient/p")]
    public async Task Has_a_key_that_finds_the_chart_again(string identifiers, string key) =>
        Assert.Equal(key, (await CheckAsync($$"""{"resourceType":"Patient",{{Id}},"identifier":{{identifiers}}}""")).Patient!.Key);

    private static Task<CheckedBundle> CheckAsync(params string[] resources) => BundleChecker.CheckAsync(Bundles.StreamOf(Bundles.Of(resources)));

    private static Task<CheckedBundle> CheckNamedAsync(string fullUrl, string reference) => BundleChecker.CheckAsync(Bundles.StreamOf(
        "{\"resourceType\":\"Bundle\",\"entry\":["
        + $$"""{"fullUrl":"{{fullUrl}}","resource":{"resourceType":"Patient",{{Id}}} },"""
        + $$"""{"resource":{"resourceType":"Goal","subject":{"reference":"{{reference}}"} } }]}"""));

    private static (BrokenReason Reason, int? Entry) Said(BrokenBundleException broken) => (broken.Reason, broken.EntryIndex);
}
