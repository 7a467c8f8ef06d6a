using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Patients;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Tests.ImportBundle;

/// <summary>Bundles, and the way to send them.</summary>
public static class Importing
{
    public const string Patient = """{"resourceType":"Patient","id":"p1","identifier":[{"system":"urn:mrn","value":"4711"}],"name":[{"family":"Sample"}]}""";

    public static string Observation(int number, string text = "fine") =>
        $$"""{"resourceType":"Observation","id":"o{{number}}","status":"final","subject":{"reference":"Patient/p1"},"valueString":{{JsonSerializer.Serialize(text)}}}""";

    public static string Bundle(params IEnumerable<string> resources) =>
        $$"""{"resourceType":"Bundle","type":"collection","entry":[{{string.Join(',', resources.Select(resource => $$"""{"resource":{{resource}}}"""))}}]}""";

    /// <summary>A server whose chart takes every import as new.</summary>
    public static async Task<FrontendServer> StartAsync(Hosting.FrontendOptions? options = null)
    {
        var server = await FrontendServer.StartAsync(options);
        var version = 0;
        server.Grains.Patients.On(nameof(IPatientsGrain.LocateAsync), _ => Task.FromResult(Samples.ChartId));
        server.Grains.Chart.On(nameof(IChartGrain.ImportAsync), arguments =>
        {
            var count = ((ImportEntries)arguments[1]!).Entries.Count;
            return Task.FromResult<Answer<Imported>>(new Imported(version += count, count - 1, 1));
        });
        return server;
    }

    public static List<ImportEntries> Imported(this FrontendServer server) =>
        [.. server.Grains.Chart.Arguments<ImportEntries>(nameof(IChartGrain.ImportAsync))];

    /// <summary>Sends a bundle in pieces.</summary>
    public static Task<ImportBundleResponse> ImportAsync(this FrontendServer server, string bundle, string site = "ward-3", int pieceBytes = 1000) =>
        server.ImportAsync([new() { Site = site }, .. Encoding.UTF8.GetBytes(bundle).Chunk(pieceBytes).Select(piece => new ImportBundleRequest { Chunk = ByteString.CopyFrom(piece) })]);

    /// <summary>Sends messages as they are.</summary>
    public static async Task<ImportBundleResponse> ImportAsync(this FrontendServer server, IEnumerable<ImportBundleRequest> messages)
    {
        using var call = server.Charts.ImportBundle(FrontendServer.SignedIn);
        try
        {
            foreach (var message in messages)
                await call.RequestStream.WriteAsync(message);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception refused) when (refused is RpcException or InvalidOperationException)
        {
            // A call that was refused takes no more pieces; its response says why.
        }

        return await call.ResponseAsync.WaitAsync(Refusals.Patience);
    }
}
