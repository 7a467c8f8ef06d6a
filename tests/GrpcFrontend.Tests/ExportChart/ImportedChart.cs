using System.Text;
using System.Text.Json.Nodes;
using Grpc.Core;
using MedRecords.Fhir;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.ImportBundle;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.ExportChart;

public class ImportedChart
{
    [Fact]
    public async Task Comes_back_as_the_resources_that_went_in()
    {
        string[] resources = [Importing.Patient, .. Enumerable.Range(0, 300).Select(number => Importing.Observation(number, new string('x', 1000)))];
        await using var server = await StartAsync(resources.Select(resource => FhirResource.FromFhir(Encoding.UTF8.GetBytes(resource))));

        var pieces = await server.Charts.ExportChart(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn).AllAsync();

        Assert.All(pieces, piece => Assert.InRange(piece.Chunk.Length, 1, 64 * 1024));
        var bundle = JsonNode.Parse(pieces.SelectMany(piece => piece.Chunk).ToArray())!;
        Assert.Equal("Bundle", (string?)bundle["resourceType"]);
        var exported = bundle["entry"]!.AsArray().Select(entry => entry!["resource"]);
        Assert.All(exported.Zip(resources), pair => Assert.True(JsonNode.DeepEquals(pair.First, JsonNode.Parse(pair.Second))));
        Assert.Equal(301, exported.Count());
    }

    [Fact]
    public async Task Lets_entries_recorded_here_point_to_its_patient()
    {
        await using var server = await StartAsync([FhirResource.FromFhir(Encoding.UTF8.GetBytes(Importing.Patient)), Samples.Note()]);

        var pieces = await server.Charts.ExportChart(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn).AllAsync();

        var note = JsonNode.Parse(pieces.SelectMany(piece => piece.Chunk).ToArray())!["entry"]![1]!["resource"]!;
        Assert.Equal("Patient/p1", (string?)note["subject"]!["reference"]);
    }

    [Fact]
    public async Task Is_refused_without_a_first_byte()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.ListAsync), _ => Task.FromResult<Answer<EntryPage>>(new Refusal(ErrorReason.NotPermitted, "Ask.")));

        var call = server.Charts.ExportChart(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn);

        (await Assert.ThrowsAsync<RpcException>(() => call.NextAsync())).Is(ErrorReason.NotPermitted, StatusCode.PermissionDenied);
    }

    private static async Task<FrontendServer> StartAsync(IEnumerable<EntryContent> contents)
    {
        var server = await FrontendServer.StartAsync();
        var entries = contents.Select((content, index) => new Entry
        {
            Id = index + 1,
            Kind = content.DetailCase == EntryContent.DetailOneofCase.Demographics ? EntryKind.Demographics : EntryKind.Observation,
            Content = content,
        }).ToList();
        server.Grains.Chart.On(nameof(IChartGrain.ListAsync), arguments =>
        {
            var query = (EntryQuery)arguments[1]!;
            Assert.Equal(AccessAction.Export, query.Action);
            var page = entries.Skip((int)query.After).Take(query.Limit).ToList();
            return Task.FromResult<Answer<EntryPage>>(new EntryPage(entries.Count, page, query.After + page.Count < entries.Count));
        });
        return server;
    }
}
