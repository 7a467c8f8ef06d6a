using System.Buffers;
using MedRecords.Fhir.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.WriteBundles;

public class AnyBundle
{
    public static TheoryData<string> Names => Bundles.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_written_as_it_was_read(string bundle)
    {
        await using var stream = Bundles.Open(bundle);
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new BundleWriter(output))
        {
            var id = 0;
            await foreach (var entry in BundleReader.ReadAsync(stream))
                writer.Write(FhirResource.FromFhir(entry.Resource, entry.FullUrl, entry.Wrapper.Span), ++id, "Patient/unused");
            writer.Complete();
        }

        stream.Position = 0;
        using var original = new MemoryStream();
        await stream.CopyToAsync(original);
        Assert.Equal(Canonical.Of(original.ToArray()), Canonical.Of(output.WrittenMemory));
    }

    [Fact]
    public async Task Is_imported_again_when_it_was_recorded_here()
    {
        var output = new ArrayBufferWriter<byte>();
        var contents = FullEntries.Kinds.Select(FullEntries.Full).ToList();
        using (var writer = new BundleWriter(output))
        {
            for (var index = 0; index < contents.Count; index++) writer.Write(contents[index], index + 1, "Patient/e-1");
            writer.Complete();
        }

        Assert.Equal(contents.Count, (await BundleChecker.CheckAsync(new MemoryStream(output.WrittenMemory.ToArray()))).Count);
        var read = new List<EntryContent>();
        var requests = new List<string>();
        await foreach (var entry in BundleReader.ReadAsync(new MemoryStream(output.WrittenMemory.ToArray())))
        {
            read.Add(FhirResource.FromFhir(entry.Resource));
            read[^1].Source = null;
            requests.Add(System.Text.Encoding.UTF8.GetString(entry.Wrapper.Span));
        }

        Assert.Equal(contents, read);
        Assert.Equal("""{"request":{"method":"PUT","url":"Patient/e-1"}}""", requests[0]);
    }

    [Fact]
    public void Leaves_the_output_as_soon_as_an_entry_is_written()
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new BundleWriter(output, "collection");
        for (var id = 1; id <= 3; id++)
        {
            var before = output.WrittenCount;
            writer.Write(FullEntries.Full("observation"), id, null);
            Assert.True(output.WrittenCount > before + 500);
        }
    }
}
