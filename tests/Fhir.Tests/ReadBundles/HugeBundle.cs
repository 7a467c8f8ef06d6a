using System.Text;
using MedRecords.Fhir.Tests.Support;

namespace MedRecords.Fhir.Tests.ReadBundles;

// Alone, because what others allocate meanwhile would be counted too.
[CollectionDefinition(nameof(HugeBundle), DisableParallelization = true)]
[Collection(nameof(HugeBundle))]
public class HugeBundle
{
    private const long MegaByte = 1024 * 1024;

    [Theory]
    [InlineData("")]
    [InlineData("{\"x\":")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Basic\",\"x\":")]
    public async Task Fails_at_once_when_it_is_nothing_but_brackets(string start)
    {
        var stream = new OddStream(Repeat(start, new string('[', 64 * 1024), times: 1600));
        var broken = await Assert.ThrowsAsync<BrokenBundleException>(() => CountAsync(stream));
        Assert.Equal(start.Length == 0 ? BrokenReason.NotABundle : BrokenReason.TooDeep, broken.Reason);
        Assert.True(stream.BytesRead <= MegaByte);
    }

    [Fact]
    public async Task Is_read_in_memory_that_does_not_grow_with_it()
    {
        var entry = $$$"""{"resource":{"resourceType":"Basic","x":"{{{new string('x', 4000)}}}"}},""";
        var stream = new OddStream(Repeat("{\"resourceType\":\"Bundle\",\"entry\":[", entry, times: 50_000, end: "{\"resource\":{\"resourceType\":\"Basic\"}}]}"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var count = 0;
        await foreach (var _ in BundleReader.ReadAsync(stream))
        {
            if (++count % 10_000 == 0) Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 4 * MegaByte);
        }

        Assert.Equal(50_001, count);
        Assert.True(stream.BytesRead > 150 * MegaByte);
    }

    [Theory]
    [InlineData(BundleReader.MaxResourceBytes, true)]
    [InlineData(BundleReader.MaxResourceBytes + 1, false)]
    [InlineData(200 * 1024 * 1024, false)]
    public async Task May_have_resources_only_up_to_the_limit(int bytes, bool allowed)
    {
        const string Shell = "{\"resourceType\":\"Basic\",\"x\":\"\"}";
        var stream = new OddStream(Repeat(
            "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + Shell[..^2] + new string('x', (bytes - Shell.Length) % 1024), new string('x', 1024), (bytes - Shell.Length) / 1024, "\"}}]}"));
        if (allowed)
        {
            Assert.Equal(1, await CountAsync(stream));
            return;
        }

        var broken = await Assert.ThrowsAsync<BrokenBundleException>(() => CountAsync(stream));
        Assert.Equal((BrokenReason.TooLarge, 0), (broken.Reason, broken.EntryIndex));
        Assert.True(stream.BytesRead < 20 * MegaByte);
    }

    [Fact]
    public async Task May_not_have_an_endless_value_outside_its_entries()
    {
        var stream = new OddStream(Repeat("{\"x\":\"", new string('x', 64 * 1024), times: 1600));
        Assert.Equal(BrokenReason.TooLarge, (await Assert.ThrowsAsync<BrokenBundleException>(() => CountAsync(stream))).Reason);
    }

    [Fact]
    public async Task May_have_much_whitespace()
    {
        var stream = new OddStream(Repeat("{\"resourceType\":\"Bundle\",", new string(' ', 64 * 1024), times: 100, end: "\"entry\":[]}"));
        Assert.Equal(0, await CountAsync(stream));
    }

    private static async Task<int> CountAsync(Stream stream)
    {
        var count = 0;
        await foreach (var _ in BundleReader.ReadAsync(stream)) count++;
        return count;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Repeat(string start, string part, int times, string end = "")
    {
        yield return Encoding.UTF8.GetBytes(start);
        var bytes = Encoding.UTF8.GetBytes(part);
        for (var time = 0; time < times; time++) yield return bytes;
        yield return Encoding.UTF8.GetBytes(end);
    }
}
