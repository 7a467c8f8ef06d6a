using MedRecords.Fhir.Tests.Support;

namespace MedRecords.Fhir.Tests.CheckBundles;

public class NotOnePatient
{
    private const string Patient = """{"resourceType":"Patient","id":"p"}""";
    private const string Goal = """{"resourceType":"Goal","subject":{"reference":"Patient/p"}}""";

    [Fact]
    public Task A_second_patient_is_refused() => IsRefused(BrokenReason.SecondPatient, 2, Patient, Goal, Patient);

    [Fact]
    public Task A_missing_patient_is_refused_where_one_is_needed() => IsRefused(BrokenReason.NoPatient, 1, """{"resourceType":"Location"}""", Goal);

    [Theory]
    [InlineData("""{"resourceType":"Observation"}""")]
    [InlineData("""{"resourceType":"Observation","subject":{"display":"someone"}}""")]
    [InlineData("""{"resourceType":"Observation","subject":"Patient/p"}""")]
    [InlineData("""{"resourceType":"Immunization","patient":{"reference":7}}""")]
    [InlineData("""{"resourceType":"Coverage","subscriber":{"reference":"Patient/p"}}""")]
    public Task A_resource_without_a_patient_is_refused(string resource) => IsRefused(BrokenReason.WithoutPatient, 1, Patient, resource);

    [Theory]
    [InlineData("""{"resourceType":"Coverage","beneficiary":{"reference":"Patient/q"}}""")]
    [InlineData("""{"resourceType":"Device","patient":{"reference":"Patient/q"}}""")]
    [InlineData("""{"resourceType":"Whatever","subject":{"reference":"Patient/q"}}""")]
    public Task A_resource_of_another_patient_is_refused(string resource) => IsRefused(BrokenReason.OtherPatient, 2, Patient, Goal, resource);

    [Fact]
    public Task A_bundle_of_very_many_patients_is_refused_before_its_end() =>
        IsRefused(BrokenReason.OtherPatient, 16, [.. Enumerable.Range(0, 1000).Select(id => Goal.Replace("/p", $"/{id}")), "{}"]);

    [Theory]
    [InlineData("Organization")]
    [InlineData("Practitioner")]
    [InlineData("PractitionerRole")]
    [InlineData("Location")]
    [InlineData("Medication")]
    [InlineData("Device")]
    public async Task Resources_that_are_nobodys_need_no_patient(string type)
    {
        var found = await BundleChecker.CheckAsync(Bundles.StreamOf(Bundles.Of($$"""{"resourceType":"{{type}}"}""")));
        Assert.Equal(new CheckedBundle(null, 1), found);
    }

    private static async Task IsRefused(BrokenReason reason, int entry, params string[] resources)
    {
        var json = Bundles.Of(resources);
        var broken = await Assert.ThrowsAsync<BrokenBundleException>(() => BundleChecker.CheckAsync(Bundles.StreamOf(json)));
        Assert.Equal((reason, entry), (broken.Reason, broken.EntryIndex));
        Assert.StartsWith("{\"resource\":" + resources[entry], json[(int)broken.Place.Offset..]);
    }
}
