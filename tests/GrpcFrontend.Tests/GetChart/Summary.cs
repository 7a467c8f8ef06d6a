using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.GetChart;

public class Summary
{
    [Fact]
    public async Task Is_what_the_grain_lets_the_caller_see()
    {
        await using var server = await FrontendServer.StartAsync();
        KindTally[] counts = [new KindTally(EntryKind.Note, 3)];
        server.Grains.Chart.On(nameof(IChartGrain.GetAsync), _ =>
            Task.FromResult<Answer<ChartSummary>>(new ChartSummary(9, null, counts, [Samples.Entry(9)], ["ward-3"])));

        var response = await server.Charts.GetChartAsync(new() { ChartId = Samples.ChartId, Latest = 1 }, FrontendServer.SignedIn);

        var expected = new GetChartResponse
        {
            ChartId = Samples.ChartId,
            Version = 9,
            Counts = { new KindCount { Kind = EntryKind.Note, Count = 3 } },
            Latest = { Samples.Entry(9) },
            Sites = { "ward-3" },
        };
        Assert.Equal(expected, response);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(201)]
    public async Task Of_too_many_is_refused(int latest)
    {
        await using var server = await FrontendServer.StartAsync();

        var refusal = await server.Charts.GetChartAsync(new() { ChartId = Samples.ChartId, Latest = latest }, FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task Of_one_entry_needs_a_number_that_could_be_one()
    {
        await using var server = await FrontendServer.StartAsync();

        var refusal = await server.Charts.GetEntryHistoryAsync(new() { ChartId = Samples.ChartId, EntryId = -1 }, FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.NotFound, StatusCode.NotFound);
    }

    [Fact]
    public async Task Of_a_broken_chain_says_so()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.VerifyAsync), _ => Task.FromResult<Answer<ChartCheck>>(new ChartCheck(9, 4, [1])));

        var response = await server.Charts.VerifyChartAsync(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn);

        Assert.Equal((false, 9L, 4L), (response.Intact, response.Versions, response.FirstBroken));
    }
}
