using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using MedRecords.Fhir;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>Writes a chart as one bundle, in pieces.</summary>
internal static class BundleExport
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Writes the pages. No more is held than one page and one entry's JSON.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<EntryPage> pages, IServerStreamWriter<ExportChartResponse> responses, CancellationToken cancellation)
    {
        // The first page is asked for before anything is written, so that a refusal is the only answer.
        await using var page = pages.GetAsyncEnumerator(cancellation);
        var more = await page.MoveNextAsync();
        var json = new ArrayBufferWriter<byte>(2 * ChunkBytes);
        using var bundle = new BundleWriter(json);
        string? patient = null;
        while (more)
        {
            foreach (var entry in page.Current.Entries)
            {
                if (entry.Kind == EntryKind.Demographics) patient ??= ReferenceTo(entry);
                bundle.Write(entry.Content, entry.Id, patient);
                if (json.WrittenCount >= ChunkBytes) await SendAsync(json, responses);
            }

            more = await page.MoveNextAsync();
        }

        bundle.Complete();
        await SendAsync(json, responses);
    }

    // As the bundle itself names its patient, so that entries recorded here point to it too.
    private static string ReferenceTo(Entry patient) => patient.Content.Source switch
    {
        { HasFullUrl: true } source => source.FullUrl,
        { HasResourceId: true } source => $"Patient/{source.ResourceId}",
        _ => $"Patient/e-{patient.Id}",
    };

    private static async Task SendAsync(ArrayBufferWriter<byte> json, IServerStreamWriter<ExportChartResponse> responses)
    {
        for (var rest = json.WrittenMemory; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, ChunkBytes)..])
            await responses.WriteAsync(new() { Chunk = ByteString.CopyFrom(rest.Span[..Math.Min(rest.Length, ChunkBytes)]) });
        json.ResetWrittenCount();
    }
}
