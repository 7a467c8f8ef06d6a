using System.Text;
using MedRecords.Fhir.Tests.Support;

namespace MedRecords.Fhir.Tests.ReadBundles;

public class BrokenBundle
{
    private const string Start = "{\"resourceType\":\"Bundle\",\"entry\":[";

    [Theory]
    [InlineData("", BrokenReason.Truncated, 0, null)]
    [InlineData("hello", BrokenReason.NotJson, 0, null)]
    [InlineData("\0", BrokenReason.NotJson, 0, null)]
    [InlineData("<Bundle/>", BrokenReason.NotJson, 0, null)]
    [InlineData("[]", BrokenReason.NotABundle, 0, null)]
    [InlineData("\"Bundle\" ", BrokenReason.NotABundle, 0, null)]
    [InlineData("{}", BrokenReason.NotABundle, 1, null)]
    [InlineData("{\"resourceType\":\"Patient\"}", BrokenReason.NotABundle, 16, null)]
    [InlineData("{\"resourceType\":7}", BrokenReason.NotABundle, 16, null)]
    [InlineData("{\"entry\":{},\"resourceType\":\"Bundle\"}", BrokenReason.NotABundle, 9, null)]
    [InlineData("{\"resourceType\":\"Bundle\",\"resourceType\":\"Bundle\"}", BrokenReason.DuplicateMember, 25, null)]
    [InlineData("{\"resourceType\":\"Bundle\",\"\\u0072esourceType\":\"Bundle\"}", BrokenReason.DuplicateMember, 25, null)]
    [InlineData("{\"resourceType\":\"Bundle\",\"meta\":{\"a\":1,\"a\":1}}", BrokenReason.DuplicateMember, 32, null)]
    [InlineData("{\"resourceType\":\"Bundle\"}}", BrokenReason.TrailingBytes, 25, null)]
    [InlineData("{\"resourceType\":\"Bundle\"}  \n {", BrokenReason.TrailingBytes, 29, null)]
    [InlineData("{\"resourceType\":\"Bundle\"}\0", BrokenReason.TrailingBytes, 25, null)]
    [InlineData("{\"resourceType\":\"Bundle\",}", BrokenReason.NotJson, 25, null)]
    [InlineData("{\"resourceType\":\"Bundle\",\"\\ud800\":1}", BrokenReason.InvalidText, 25, null)]
    [InlineData(Start + "null]}", BrokenReason.NoResource, 34, 0)]
    [InlineData(Start + "{}]}", BrokenReason.NoResource, 34, 0)]
    [InlineData(Start + "{\"fullUrl\":\"urn:x\"}]}", BrokenReason.NoResource, 34, 0)]
    [InlineData(Start + "{\"resource\":null}]}", BrokenReason.NotAResource, 34, 0)]
    [InlineData(Start + "{\"resource\":{\"id\":\"1\"}}]}", BrokenReason.NotAResource, 34, 0)]
    [InlineData(Start + "{\"resource\":{\"resourceType\":\"Basic\"}},\n\n {\"resource\":{\"resourceType\":\"Basic\",\"a\":{\"x\":1,\"x\":1}}}]}", BrokenReason.DuplicateMember, 75, 1)]
    [InlineData(Start + "{\"resource\":{\"resourceType\":\"Basic\"},\"resource\":{\"resourceType\":\"Basic\"}}]}", BrokenReason.DuplicateMember, 34, 0)]
    [InlineData(Start + "{\"resource\":{\"resourceType\":\"Basic\",\"x\":\"\\udc00\"}}]}", BrokenReason.InvalidText, 34, 0)]
    [InlineData(Start + "{\"resource\":{\"resourceType\":\"Basic\",\"x\":\"\\ud83d\"}}]}", BrokenReason.InvalidText, 34, 0)]
    [InlineData(Start + "{\"resource\":{\"resourceType\":\"Basic\",\"x\":\"\\ud83dx\\ude00\"}}]}", BrokenReason.InvalidText, 34, 0)]
    [InlineData(Start + "{\"resource\":{\"resourceType\":\"Basic\",\"x\":01}}]}", BrokenReason.NotJson, 74, 0)]
    public async Task Is_refused_with_its_place(string json, BrokenReason reason, int offset, int? entry)
    {
        var broken = await RefusedAsync(Bundles.StreamOf(json));
        Assert.Equal((reason, offset, entry), (broken.Reason, broken.Place.Offset, broken.EntryIndex));
    }

    [Fact]
    public async Task Is_refused_wherever_it_ends_too_early()
    {
        var whole = Encoding.UTF8.GetBytes(Bundles.Of("""{"resourceType":"Basic","é":[true,1.5,"\u0041"]}""", """{"resourceType":"Basic"}"""));
        for (var length = 0; length < whole.Length; length++)
        {
            var broken = await RefusedAsync(new MemoryStream(whole[..length]));
            Assert.Equal((BrokenReason.Truncated, length), (broken.Reason, (int)broken.Place.Offset));
        }
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xC0)]
    [InlineData(0xED)]
    [InlineData(0xFF)]
    public async Task Is_refused_where_its_text_is_not_utf8(byte wrong)
    {
        foreach (var place in new[] { "{\"?\":1,\"resourceType\":\"Bundle\"}", "{\"x\":\"?\",\"resourceType\":\"Bundle\"}", Bundles.Of("""{"resourceType":"Basic","x":"?"}""") })
        {
            var bytes = Encoding.UTF8.GetBytes(place);
            bytes[Array.IndexOf(bytes, (byte)'?')] = wrong;
            Assert.Equal(BrokenReason.InvalidText, (await RefusedAsync(new MemoryStream(bytes))).Reason);
        }
    }

    [Fact]
    public async Task Is_refused_without_a_word_of_what_it_says()
    {
        var broken = await RefusedAsync(Bundles.StreamOf(Bundles.Of("""{"resourceType":"Patient","name":"Secret","name":"Secret"}""")));
        Assert.DoesNotContain("ecret", broken.ToString());
        Assert.Equal("an object that names a member twice (byte 55, line 1, column 56, entry 0)", broken.Message);
    }

    [Fact]
    public async Task Says_line_and_column()
    {
        var broken = await RefusedAsync(Bundles.StreamOf("{\n  \"resourceType\": \"Bundle\",\n\n   nonsense}"));
        Assert.Equal(new Place(34, 4, 4), broken.Place);
    }

    private static async Task<BrokenBundleException> RefusedAsync(Stream stream) =>
        await Assert.ThrowsAsync<BrokenBundleException>(async () =>
        {
            await foreach (var entry in BundleReader.ReadAsync(stream)) Assert.NotNull(entry.ResourceType);
        });
}
