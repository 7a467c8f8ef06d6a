using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.OpenChart;

public class Measures
{
    [Theory]
    [InlineData("272", "cm")]
    [InlineData("2.72", "m")]
    [InlineData("107", "[in_i]")]
    [InlineData("8.9", "ft")]
    [InlineData("2720", "mm")]
    public async Task Of_the_tallest_are_taken(string height, string unit)
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.OpenAsync), _ => Task.FromResult<Answer<Recorded>>(Samples.Recorded(1)));

        await server.Charts.OpenChartAsync(Open(who => who.Height = new() { Value = height, Unit = unit }), FrontendServer.SignedIn);

        Assert.Single(server.Grains.Chart.Calls);
    }

    [Theory]
    [InlineData("635", "kg")]
    [InlineData("1400", "[lb_av]")]
    [InlineData("635000", "g")]
    public async Task Of_the_heaviest_are_taken(string weight, string unit)
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.OpenAsync), _ => Task.FromResult<Answer<Recorded>>(Samples.Recorded(1)));

        await server.Charts.OpenChartAsync(Open(who => who.Weight = new() { Value = weight, Code = unit }), FrontendServer.SignedIn);

        Assert.Single(server.Grains.Chart.Calls);
    }

    [Theory]
    [InlineData("999999999999999999999", "cm")]
    [InlineData("301", "cm")]
    [InlineData("172", "m")]
    [InlineData("0", "cm")]
    [InlineData("-172", "cm")]
    [InlineData("1e999", "")]
    public async Task Of_a_height_that_nobody_has_are_refused(string height, string unit) =>
        await AssertRefusedAsync(Open(who => who.Height = new() { Value = height, Unit = unit }), "demographics.demographics.height.value must be above 0 and at most 300 cm");

    [Theory]
    [InlineData("1001", "kg")]
    [InlineData("1000001", "g")]
    [InlineData("0", "kg")]
    [InlineData("-70", "kg")]
    public async Task Of_a_weight_that_nobody_has_are_refused(string weight, string unit) =>
        await AssertRefusedAsync(Open(who => who.Weight = new() { Value = weight, Unit = unit }), "demographics.demographics.weight.value must be above 0 and at most 1000 kg");

    private static async Task AssertRefusedAsync(OpenChartRequest request, string message)
    {
        await using var server = await FrontendServer.StartAsync();

        var refusal = await server.Charts.OpenChartAsync(request, FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.StartsWith(message, refusal.Status.Detail);
        Assert.Empty(server.Grains.Chart.Calls);
    }

    private static OpenChartRequest Open(Action<Demographics> change)
    {
        var content = Samples.Demographics();
        change(content.Demographics);
        return new OpenChartRequest { OperationId = "op-1", Site = "ward-3", Demographics = content };
    }
}
