using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Operating;

public class Auditors
{
    [Theory]
    [InlineData(0, 450, 3)]
    [InlineData(200, 200, 1)]
    [InlineData(250, 250, 2)]
    public async Task See_accesses_newest_first_up_to_the_limit(int limit, int expected, int pages)
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.ListAccessesAsync), arguments => Task.FromResult<Answer<AccessPage>>(Page((AccessQuery)arguments[1]!)));

        var responses = await server.Audit.ListAccesses(new() { ChartId = Samples.ChartId, Limit = limit }, FrontendServer.SignedIn).AllAsync();

        Assert.Equal(
            Enumerable.Range(0, expected).Select(number => 449L - number),
            responses.SelectMany(response => response.Accesses).Select(access => access.Version));
        Assert.Equal(pages, server.Grains.Chart.Calls.Count);
    }

    // 450 commits with one access each.
    private static AccessPage Page(AccessQuery query)
    {
        var first = Math.Min(query.BeforeCommit, 450) - 1;
        var last = Math.Max(0, first - query.Limit + 1);
        List<AccessRecord> accesses = [];
        for (var commit = first; commit >= last; commit--) accesses.Add(new AccessRecord { Version = commit });
        return new(accesses, last);
    }
}
