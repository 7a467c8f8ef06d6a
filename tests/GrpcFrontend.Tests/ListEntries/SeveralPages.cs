using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.ListEntries;

public class SeveralPages
{
    [Fact]
    public async Task Are_listed_as_one_at_the_version_of_the_first()
    {
        await using var server = await StartAsync(entries: 450);

        var responses = await server.Charts.ListEntries(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn).AllAsync();

        Assert.Equal(Enumerable.Range(1, 450).Select(id => (long)id), responses.SelectMany(response => response.Entries).Select(entry => entry.Id));
        Assert.All(responses, response => Assert.Equal(1000, response.Version));
        Assert.All(responses, response => Assert.InRange(response.Entries.Count, 1, 100));
        Assert.Equal([(0L, 0L), (1000L, 200L), (1000L, 400L)], Queries(server).Select(query => (query.AtVersion, query.After)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(200, 1)]
    [InlineData(201, 2)]
    [InlineData(1000, 3)]
    public async Task End_at_the_limit(int limit, int pages)
    {
        await using var server = await StartAsync(entries: 450);

        var responses = await server.Charts.ListEntries(new() { ChartId = Samples.ChartId, Limit = limit }, FrontendServer.SignedIn).AllAsync();

        Assert.Equal(Math.Min(limit, 450), responses.Sum(response => response.Entries.Count));
        Assert.Equal(pages, Queries(server).Count());
    }

    [Fact]
    public async Task Are_sent_in_responses_of_moderate_size()
    {
        await using var server = await StartAsync(entries: 20, text: new string('x', 100_000));

        var responses = await server.Charts.ListEntries(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn).AllAsync();

        Assert.All(responses, response => Assert.InRange(response.CalculateSize(), 1, 257 * 1024));
        Assert.Equal(20, responses.Sum(response => response.Entries.Count));
    }

    [Fact]
    public async Task Stop_where_a_later_one_is_refused()
    {
        await using var server = await StartAsync(entries: 450);
        var page = 0;
        server.Grains.Chart.On(nameof(IChartGrain.ListAsync), arguments => Task.FromResult<Answer<EntryPage>>(
            page++ == 0 ? Page((EntryQuery)arguments[1]!, 450, "x") : new Refusal(ErrorReason.NotFound, "")));
        var call = server.Charts.ListEntries(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn);

        var refusal = await call.RefusedAsync();

        refusal.Is(ErrorReason.NotFound, StatusCode.NotFound);
    }

    [Fact]
    public async Task Of_nothing_tell_the_version()
    {
        await using var server = await StartAsync(entries: 0);

        var response = Assert.Single(await server.Charts.ListEntries(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn).AllAsync());

        Assert.Equal(new() { Version = 1000 }, response);
    }

    [Fact]
    public async Task Are_asked_for_as_the_request_says()
    {
        await using var server = await StartAsync(entries: 0);
        var request = new ListEntriesRequest
        {
            ChartId = Samples.ChartId,
            Kinds = { EntryKind.Note, EntryKind.Goal },
            From = "2024",
            Before = "2024-02-01T00:00:00+01:00",
            AsOf = new() { Seconds = 86_400 },
            IncludeRetracted = true,
            NewestFirst = true,
            Limit = 5,
        };

        await server.Charts.ListEntries(request, FrontendServer.SignedIn).AllAsync();

        var query = Queries(server).Single();
        Assert.Equal(KindSet.Of([EntryKind.Note, EntryKind.Goal]), query.Kinds);
        Assert.Equal(
            new(AccessAction.List, query.Kinds, 1_704_067_200_000, 1_706_742_000_000, DateTimeOffset.UnixEpoch.AddDays(1), true, true, 5, 0, 0),
            query);
    }

    [Fact]
    public async Task Are_not_asked_for_where_the_request_is_broken()
    {
        await using var server = await StartAsync(entries: 0);
        ListEntriesRequest[] broken =
        [
            new() { ChartId = Samples.ChartId, Limit = -1 },
            new() { ChartId = Samples.ChartId, Kinds = { EntryKind.Unspecified } },
            new() { ChartId = Samples.ChartId, Kinds = { (EntryKind)77 } },
            new() { ChartId = Samples.ChartId, From = "yesterday" },
            new() { ChartId = Samples.ChartId, Before = "2024-13" },
            new() { ChartId = Samples.ChartId, AsOf = new() { Seconds = long.MaxValue } },
            new() { ChartId = Samples.ChartId, AsOf = new() { Nanos = -1 } },
        ];

        foreach (var request in broken)
            (await server.Charts.ListEntries(request, FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);

        Assert.Empty(server.Grains.Chart.Calls);
    }

    private static async Task<FrontendServer> StartAsync(int entries, string text = "x")
    {
        var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.ListAsync), arguments =>
            Task.FromResult<Answer<EntryPage>>(Page((EntryQuery)arguments[1]!, entries, text)));
        return server;
    }

    private static EntryPage Page(EntryQuery query, int entries, string text)
    {
        var ids = Enumerable.Range((int)query.After + 1, Math.Min(query.Limit, entries - (int)query.After)).ToList();
        return new(1000, [.. ids.Select(id => Samples.Entry(id, Samples.Note(text)))], query.After + ids.Count < entries);
    }

    private static IEnumerable<EntryQuery> Queries(FrontendServer server) =>
        server.Grains.Chart.Arguments<EntryQuery>(nameof(IChartGrain.ListAsync));
}
