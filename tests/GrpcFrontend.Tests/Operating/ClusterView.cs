using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Operating;

public class ClusterView
{
    private static readonly SiloInfo Ward = new() { Name = "ward", Site = "main", State = SiloState.Serving, Charts = 5 };

    [Fact]
    public async Task Lists_what_the_registry_has()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Cluster.On(nameof(IClusterGrain.ListAsync), _ => Task.FromResult<Answer<SiloList>>(new SiloList([Ward])));

        var listed = await server.Cluster.ListSilosAsync(new(), FrontendServer.SignedIn);

        Assert.Equal([Ward], listed.Silos);
    }

    [Fact]
    public async Task Passes_the_name_of_the_one_to_drain()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Cluster.On(nameof(IClusterGrain.DrainAsync), _ => Task.FromResult<Answer<SiloInfo>>(Ward));

        var asked = await server.Cluster.DrainSiloAsync(new() { Name = "ward" }, FrontendServer.SignedIn);

        Assert.Equal(Ward, asked.Silo);
        Assert.Equal(["ward"], server.Grains.Cluster.Arguments<string>(nameof(IClusterGrain.DrainAsync)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ward\n")]
    [InlineData("wärd")]
    public async Task Refuses_what_can_be_no_name(string name)
    {
        await using var server = await FrontendServer.StartAsync();

        (await server.Cluster.DrainSiloAsync(new() { Name = name }, FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);

        Assert.Empty(server.Grains.Cluster.Calls);
    }

    [Fact]
    public async Task Is_for_administrators()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Cluster.On(nameof(IClusterGrain.ListAsync), _ => Task.FromResult<Answer<SiloList>>(new Refusal(ErrorReason.NotPermitted, "Ask.")));
        server.Grains.Cluster.On(nameof(IClusterGrain.DrainAsync), _ => Task.FromResult<Answer<SiloInfo>>(new Refusal(ErrorReason.NotPermitted, "Ask.")));

        (await server.Cluster.ListSilosAsync(new(), FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.NotPermitted, StatusCode.PermissionDenied);
        (await server.Cluster.DrainSiloAsync(new() { Name = "ward" }, FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.NotPermitted, StatusCode.PermissionDenied);
    }
}
