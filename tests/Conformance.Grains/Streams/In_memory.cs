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
        var (stream, received) = (Stream("order"), new List<string>());
        await SubscribeAsync(stream, "reader", received);
        for (var item = 1; item <= 20; item++) await stream.OnNextAsync($"{item}");
        await host.Probe.Until("reader has 20");
        Assert.Equal(Enumerable.Range(1, 20).Select(item => $"{item}"), received);
    }

    [Fact]
    public async Task Every_subscriber_receives_and_one_that_left_does_not()
    {
        var (stream, left, stayed) = (Stream("leaving"), new List<string>(), new List<string>());
        var leaver = await SubscribeAsync(stream, "leaver", left);
        await SubscribeAsync(stream, "stayer", stayed);
        await stream.OnNextAsync("first");
        await host.Probe.Until("leaver has first");
        await host.Probe.Until("stayer has first");
        await leaver.UnsubscribeAsync();
        for (var item = 2; item <= 20; item++)
        {
            await stream.OnNextAsync($"{item}");
            await host.Probe.Until($"stayer has {item}");
        }

        Assert.Equal(["first"], left);
        Assert.Equal(20, stayed.Count);
    }

    [Fact]
    public async Task Streams_of_other_names_are_apart()
    {
        var received = new List<string>();
        await SubscribeAsync(Stream("here"), "reader", received);
        await Stream("elsewhere").OnNextAsync("elsewhere");
        await Stream("here").OnNextAsync("here");
        await host.Probe.Until("reader has here");
        Assert.Equal(["here"], received);
    }

    private Task<StreamSubscriptionHandle<string>> SubscribeAsync(IAsyncStream<string> stream, string name, List<string> received) =>
        stream.SubscribeAsync((item, _) =>
        {
            received.Add(item);
            host.Probe.Reach($"{name} has {item}");
            return Task.CompletedTask;
        });

    private IAsyncStream<string> Stream(string name) => host.Client.GetStreamProvider("News").GetStream<string>(StreamId.Create("charts", name));
}
