using Grpc.Core;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Watch;

public class Following
{
    [Fact]
    public async Task Gets_every_change_with_its_token_and_goes_on_after_it()
    {
        await using var server = await StartAsync();
        var feed = new TestFeed(server);
        feed.Commit(3);

        using var call = server.Feed.Watch(new() { FromStart = true }, Lasting);

        Assert.Equal(["1", "2", "3"], await TokensAsync(call, 3));
        feed.Commit(2);
        Assert.Equal(["4", "5"], await TokensAsync(call, 2));
        Assert.All(feed.Queries, query => Assert.Equal("", query.ChartId));
        Assert.Equal("", feed.Queries.First().ResumeToken);
    }

    [Fact]
    public async Task Resumes_after_a_token()
    {
        await using var server = await StartAsync();
        var feed = new TestFeed(server);
        feed.Commit(5);

        using var call = server.Feed.Watch(new() { ResumeToken = "3", ChartId = Samples.ChartId }, Lasting);

        Assert.Equal(["4", "5"], await TokensAsync(call, 2));
        Assert.All(feed.Queries, query => Assert.Equal(Samples.ChartId, query.ChartId));
    }

    [Fact]
    public async Task Begins_with_a_checkpoint_where_nothing_happened_yet()
    {
        await using var server = await StartAsync();
        _ = new TestFeed(server);

        using var call = server.Feed.Watch(new(), Lasting);

        Assert.True(await call.NextAsync());
        Assert.Equal(new WatchResponse { ResumeToken = "0" }, call.ResponseStream.Current);
    }

    [Fact]
    public async Task Gets_a_checkpoint_when_only_hidden_changes_pass()
    {
        await using var server = await StartAsync();
        var feed = new TestFeed(server);
        using var call = server.Feed.Watch(new(), Lasting);
        await call.NextAsync();

        server.Time.Advance(TimeSpan.FromSeconds(1));
        feed.CommitHidden(1);

        Assert.True(await call.NextAsync());
        Assert.Null(call.ResponseStream.Current.Change);
        Assert.Equal("1", call.ResponseStream.Current.ResumeToken);
    }

    [Fact]
    public async Task Gets_a_checkpoint_after_long_silence()
    {
        await using var server = await StartAsync();
        _ = new TestFeed(server);
        using var call = server.Feed.Watch(new(), Lasting);
        await call.NextAsync();

        server.Time.Advance(TimeSpan.FromSeconds(10));
        server.Pulse.Beat();

        Assert.True(await call.NextAsync());
        Assert.Equal(new WatchResponse { ResumeToken = "0" }, call.ResponseStream.Current);
    }

    [Fact]
    public async Task Hears_of_changes_even_where_no_notice_comes()
    {
        await using var server = await FrontendServer.StartAsync(new() { WatchPollInterval = TimeSpan.FromMilliseconds(1) }, realTime: true);
        var feed = new TestFeed(server) { Beats = false };
        using var call = server.Feed.Watch(new(), Lasting);
        await call.NextAsync();

        feed.Commit(1);

        Assert.Equal(["1"], await TokensAsync(call, 1));
    }

    [Fact]
    public async Task Refuses_what_it_could_not_follow()
    {
        await using var server = await StartAsync();

        (await server.Feed.Watch(new() { ResumeToken = "1", FromStart = true }, Lasting).RefusedAsync()).Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        (await server.Feed.Watch(new() { ChartId = "x" }, Lasting).RefusedAsync()).Is(ErrorReason.NotFound, StatusCode.NotFound);
        (await server.Feed.Watch(new() { ResumeToken = new string('x', 2000) }, Lasting).RefusedAsync()).Is(ErrorReason.BadResumeToken, StatusCode.InvalidArgument);
    }

    private static CallOptions Lasting => FrontendServer.SignedIn.WithDeadline(DateTime.MaxValue);

    private static Task<FrontendServer> StartAsync() => FrontendServer.StartAsync();

    private static async Task<List<string>> TokensAsync(AsyncServerStreamingCall<WatchResponse> call, int changes)
    {
        var tokens = new List<string>();
        while (tokens.Count < changes && await call.NextAsync())
        {
            if (call.ResponseStream.Current.Change is not null) tokens.Add(call.ResponseStream.Current.ResumeToken);
        }

        return tokens;
    }
}
