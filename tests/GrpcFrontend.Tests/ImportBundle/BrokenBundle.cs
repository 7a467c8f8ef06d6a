using Google.Protobuf;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.ImportBundle;

public class BrokenBundle
{
    public static TheoryData<string> Bundles =>
    [
        "",
        "canary",
        "[]",
        """{"resourceType":"Patient"}""",
        Importing.Bundle(),
        Importing.Bundle(Importing.Observation(1)),
        Importing.Bundle(Importing.Patient, Importing.Patient),
        Importing.Bundle(Importing.Patient, """{"resourceType":"Observation","subject":{"reference":"Patient/canary"}}"""),
        Importing.Bundle("""{"resourceType":"Patient"}"""),
        Importing.Bundle("""{"resourceType":"Patient","id":"e-1"}"""),
        Importing.Bundle([Importing.Patient, .. Enumerable.Range(0, 500).Select(number => Importing.Observation(number))])[..^1],
    ];

    [Theory]
    [MemberData(nameof(Bundles))]
    public async Task Leaves_nothing_stored(string bundle)
    {
        await using var server = await Importing.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => server.ImportAsync(bundle));

        refusal.Is(ErrorReason.BrokenBundle, StatusCode.InvalidArgument);
        Assert.DoesNotContain("canary", refusal.ToString());
        Assert.Empty(server.Grains.Chart.Calls);
    }

    [Fact]
    public async Task Is_told_with_the_place()
    {
        await using var server = await Importing.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => server.ImportAsync(Importing.Bundle(Importing.Patient, "7")));

        Assert.Matches("byte [0-9]+, line 1, column [0-9]+", refusal.Status.Detail);
    }

    [Fact]
    public async Task Without_a_site_is_refused()
    {
        await using var server = await Importing.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => server.ImportAsync(Importing.Bundle(Importing.Patient), site: ""));

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.StartsWith("site", refusal.Status.Detail);
    }

    [Fact]
    public async Task That_names_its_site_twice_is_refused()
    {
        await using var server = await Importing.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() =>
            server.ImportAsync([new() { Site = "ward-3", Chunk = ByteString.CopyFromUtf8("{") }, new() { Site = "ward-4" }]));

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task That_is_too_large_is_refused_while_it_comes()
    {
        await using var server = await Importing.StartAsync(new() { MaxBundleBytes = 10_000 });

        var refusal = await Assert.ThrowsAsync<RpcException>(() => server.ImportAsync(new string(' ', 100_000)));

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.StartsWith("chunk", refusal.Status.Detail);
    }

    [Fact]
    public async Task That_the_chart_refuses_ends_the_import()
    {
        await using var server = await Importing.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.ImportAsync), _ =>
            Task.FromResult<Answer<Imported>>(new Refusal(ErrorReason.NotPermitted, "Ask the records office.")));

        var refusal = await Assert.ThrowsAsync<RpcException>(() => server.ImportAsync(Importing.Bundle(Importing.Patient)));

        refusal.Is(ErrorReason.NotPermitted, StatusCode.PermissionDenied);
        Assert.Single(server.Imported());
    }
}
