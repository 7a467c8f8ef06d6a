using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.OpenChart;

public class Retry
{
    [Fact]
    public async Task Meets_the_same_chart()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.OpenAsync), _ => Task.FromResult<Answer<Recorded>>(Samples.Recorded(1)));
        var request = new OpenChartRequest { OperationId = "op-1", Site = "ward-3", Demographics = Samples.Demographics() };

        for (var attempt = 0; attempt < 2; attempt++) await server.Charts.OpenChartAsync(request, FrontendServer.SignedIn);

        var charts = server.Grains.Asked.Where(asked => asked.Grain == typeof(IChartGrain)).Select(asked => asked.Key);
        Assert.Equal(Enumerable.Repeat((object)ChartIds.ForOperation("account-1", "op-1"), 2), charts);
    }

    [Fact]
    public async Task Without_demographics_is_refused()
    {
        await using var server = await FrontendServer.StartAsync();
        OpenChartRequest[] broken =
        [
            new() { OperationId = "op-1", Site = "ward-3" },
            new() { OperationId = "op-1", Site = "ward-3", Demographics = Samples.Note() },
            new() { OperationId = "op-1", Site = "ward-3", Demographics = new() { Demographics = new() { BirthDate = "yesterday" } } },
            new() { OperationId = "op-1", Site = "ward-3", Demographics = new() { Demographics = new() { Gender = "m" } } },
            new() { OperationId = "op-1", Demographics = Samples.Demographics() },
        ];

        foreach (var request in broken)
            (await server.Charts.OpenChartAsync(request, FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);

        Assert.Empty(server.Grains.Chart.Calls);
    }
}
