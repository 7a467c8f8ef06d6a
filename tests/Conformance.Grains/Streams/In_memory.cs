using Orleans.Streams;

namespace MedRecords.Conformance.Grains.Streams;

public sealed class In_memory : IAsyncLifetime
{
    private GrainHost host = null!;

    public async Task InitializeAsync() => host = await GrainHost.StartAsync(silo =>
        silo.AddMemoryStreams("News").AddMemoryGrainStorage("PubSubStore"));

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_client_receives_what_is_published_after_it_subscribed_in_order()
    {
        var (stream, received) = (NewStream("client"), new List<string>());
        await stream.SubscribeAsync((item, _) =>
        {
            received.Add(item);
            if (item == "20") host.Probe.Reach("client has all");
            return Task.CompletedTask;
        });
        for (var item = 1; item <= 20; item++) await stream.OnNextAsync($"{item}");
        await host.Probe.Until("client has all");
        Assert.Equal(Enumerable.Range(1, 20).Select(item => $"{item}"), received);
    }

    [Fact]
    public async Task A_grain_receives_items_as_turns_of_its_own()
    {
        var grain = host.NewGrain<IStreamsGrain>();
        var key = grain.GetPrimaryKeyString();
        await grain.Subscribe(key);
        var stream = Stream(key);
        for (var item = 1; item <= 20; item++) await stream.OnNextAsync($"{item}");
        await host.Probe.Until($"{key} has 20");
        Assert.Equal(Enumerable.Range(1, 20).Select(item => $"{item}"), await grain.Received());
        Assert.Empty(host.Probe.NotesOf(key));
    }

    [Fact]
    public async Task A_grain_may_publish_to_a_client()
    {
        var grain = host.NewGrain<IStreamsGrain>();
        var key = grain.GetPrimaryKeyString();
        await Stream(key).SubscribeAsync((item, _) =>
        {
            host.Probe.Reach($"{key} sent {item}");
            return Task.CompletedTask;
        });
        await grain.Publish(key, "news");
        await host.Probe.Until($"{key} sent news");
    }

    [Fact]
    public async Task Every_subscriber_receives_and_one_that_left_does_not()
    {
        var (leaver, stayer) = (host.NewGrain<IStreamsGrain>(), host.NewGrain<IStreamsGrain>());
        var name = leaver.GetPrimaryKeyString();
        await leaver.Subscribe(name);
        await stayer.Subscribe(name);
        await Stream(name).OnNextAsync("first");
        await host.Probe.Until($"{name} has first");
        await host.Probe.Until($"{stayer.GetPrimaryKeyString()} has first");
        await leaver.Unsubscribe();
        for (var item = 2; item <= 20; item++)
        {
            await Stream(name).OnNextAsync($"{item}");
            await host.Probe.Until($"{stayer.GetPrimaryKeyString()} has {item}");
        }

        Assert.Equal(["first"], await leaver.Received());
        Assert.Equal(20, (await stayer.Received()).Length);
    }

    [Fact]
    public async Task Streams_of_other_names_are_apart()
    {
        var grain = host.NewGrain<IStreamsGrain>();
        var key = grain.GetPrimaryKeyString();
        await grain.Subscribe(key);
        await Stream(key + "-other").OnNextAsync("elsewhere");
        await Stream(key).OnNextAsync("here");
        await host.Probe.Until($"{key} has here");
        Assert.Equal(["here"], await grain.Received());
    }

    private IAsyncStream<string> NewStream(string name) => Stream($"{name}-{Guid.NewGuid()}");

    private IAsyncStream<string> Stream(string name) => host.Client.GetStreamProvider("News").GetStream<string>(StreamId.Create("charts", name));
}
