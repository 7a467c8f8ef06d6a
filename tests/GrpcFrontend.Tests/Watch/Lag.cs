using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Watch;

public class Lag
{
    [Fact]
    public async Task Grows_while_there_is_something_to_send_and_is_gone_after()
    {
        await using var server = await FrontendServer.StartAsync();
        var load = server.App.Services.GetRequiredService<FrontendLoad>();
        var feed = new TestFeed(server) { Beats = false };
        using var call = server.Feed.Watch(new(), FrontendServer.SignedIn.WithDeadline(DateTime.MaxValue));
        await call.NextAsync();
        await UntilAsync(() => load is { Watchers: 1, Calls: 1 } && load.FeedLag == TimeSpan.Zero);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => load.FeedLag == TimeSpan.Zero);

        var page = new TaskCompletionSource<Answer<FeedPage>>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Grains.Feed.On(nameof(IFeedGrain.ReadAsync), _ => page.Task);
        var asked = feed.Queries.Count();
        server.Pulse.Beat();
        await UntilAsync(() => feed.Queries.Count() > asked);
        server.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), load.FeedLag);

        page.SetResult(new FeedPage([], "0", AtEnd: true));
        await UntilAsync(() => load.FeedLag == TimeSpan.Zero);
    }

    [Fact]
    public async Task Is_nobodys_once_the_watcher_has_left()
    {
        await using var server = await FrontendServer.StartAsync();
        var load = server.App.Services.GetRequiredService<FrontendLoad>();
        _ = new TestFeed(server);
        using (var call = server.Feed.Watch(new(), FrontendServer.SignedIn.WithDeadline(DateTime.MaxValue)))
            await call.NextAsync();

        await UntilAsync(() => load is { Watchers: 0, Calls: 0 });

        Assert.Equal(TimeSpan.Zero, load.FeedLag);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var late = new CancellationTokenSource(Refusals.Patience);
        while (!holds())
            await Task.Delay(5, late.Token);
    }
}
