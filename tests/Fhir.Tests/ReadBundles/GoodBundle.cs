using System.Text;
using MedRecords.Fhir.Tests.Support;

namespace MedRecords.Fhir.Tests.ReadBundles;

public class GoodBundle
{
    private const string Two = """
        {"resourceType":"Bundle","entry":[
          {"fullUrl":"urn:a","resource":{"resourceType":"Patient","id":"a"},"request":{"method":"POST"} , "search":{"score":0.50}},
          {"resource":{"resourceType":"Organization","name":"é"}}]}
        """;

    [Fact]
    public async Task Yields_its_entries_in_order()
    {
        var entries = await ReadAsync(Bundles.StreamOf(Two));
        Assert.Equal(
            [
                """0 urn:a Patient {"resourceType":"Patient","id":"a"} {"request":{"method":"POST"},"search":{"score":0.50}}""",
                """1 - Organization {"resourceType":"Organization","name":"é"} """,
            ],
            entries);
    }

    [Theory]
    [InlineData("""{"entry":[{"resource":{"resourceType":"Patient"}}],"type":"batch","resourceType":"Bundle"}""")]
    [InlineData("""{"type":{"x":[1]},"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}}],"link":[]}""")]
    [InlineData("""{"resource\u0054ype":"B\u0075ndle","\u0065ntry":[{"r\u0065source":{"resourceType":"Patient"}}]}""")]
    [InlineData("\uFEFF{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"}}]}\r\n\t ")]
    public async Task May_have_its_members_in_any_order_and_spelling(string json) =>
        Assert.Equal("""0 - Patient {"resourceType":"Patient"} """, Assert.Single(await ReadAsync(Bundles.StreamOf(json))));

    [Theory]
    [InlineData("""{"resourceType":"Bundle"}""")]
    [InlineData("""{"resourceType":"Bundle","entry":[]}""")]
    public async Task May_have_no_entries(string json) => Assert.Empty(await ReadAsync(Bundles.StreamOf(json)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task May_come_in_pieces_of_any_size(int piece)
    {
        await using var whole = Bundles.Open("one-of-each.json");
        using var copy = new MemoryStream();
        await whole.CopyToAsync(copy);
        var pieces = await ReadAsync(new OddStream([copy.ToArray()], piece));
        Assert.Equal(await ReadAsync(new MemoryStream(copy.ToArray())), pieces);
        Assert.Equal(8, pieces.Count);
    }

    [Fact]
    public async Task Says_where_each_entry_is()
    {
        var places = new List<Place>();
        await foreach (var entry in BundleReader.ReadAsync(Bundles.StreamOf(Two))) places.Add(entry.Place);
        Assert.Equal([new Place(Two.IndexOf("{\"fullUrl"), 2, 3), new Place(Two.IndexOf("{\"resource\":{\"resourceType\":\"O"), 3, 3)], places);
    }

    [Fact]
    public async Task Keeps_escapes_of_whole_surrogate_pairs()
    {
        var entries = await ReadAsync(Bundles.StreamOf(Bundles.Of("""{"resourceType":"Basic","x":"\ud83d\ude00 \\ud800 \\\ud83d\ude00"}""")));
        Assert.Contains("""\ud83d\ude00 \\ud800 \\\ud83d\ude00""", Assert.Single(entries));
    }

    private static async Task<List<string>> ReadAsync(Stream stream)
    {
        var entries = new List<string>();
        await foreach (var entry in BundleReader.ReadAsync(stream))
            entries.Add($"{entry.Index} {entry.FullUrl ?? "-"} {entry.ResourceType} {entry.Resource.GetRawText()} {Encoding.UTF8.GetString(entry.Wrapper.Span)}");
        return entries;
    }
}
