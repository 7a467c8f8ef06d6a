using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Watch;

public class Ending
{
    private static CallOptions Lasting => FrontendServer.SignedIn.WithDeadline(DateTime.MaxValue);

    [Fact]
    public async Task Comes_when_the_caller_may_no_more()
    {
        await using var server = await FrontendServer.StartAsync();
        _ = new TestFeed(server);
        using var call = server.Feed.Watch(new(), Lasting);
        await call.NextAsync();

        server.Grains.Feed.On(nameof(IFeedGrain.ReadAsync), _ => Task.FromResult<Answer<FeedPage>>(new Refusal(ErrorReason.NotSignedIn, "Sign in.")));
        server.Pulse.Beat();

        (await Assert.ThrowsAsync<RpcException>(() => call.NextAsync())).Is(ErrorReason.NotSignedIn, StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Comes_when_the_client_leaves()
    {
        await using var server = await FrontendServer.StartAsync();
        var feed = new TestFeed(server);
        using (var call = server.Feed.Watch(new(), Lasting)) await call.NextAsync();

        // Stopping waits for calls that are under way: it ends only because this one has.
        await server.App.StopAsync().WaitAsync(Refusals.Patience);

        Assert.Single(feed.Queries);
    }

    [Fact]
    public async Task Comes_when_the_server_stops()
    {
        await using var server = await FrontendServer.StartAsync();
        _ = new TestFeed(server);
        using var call = server.Feed.Watch(new(), Lasting);
        await call.NextAsync();

        var stopped = server.App.StopAsync();
        var ended = await Assert.ThrowsAsync<RpcException>(() => call.NextAsync());
        await stopped.WaitAsync(Refusals.Patience);

        Assert.Equal(StatusCode.Unavailable, ended.StatusCode);
    }
}
