using Orleans.Streams;

namespace MedRecords.Conformance.Grains.Streams;

public interface IStreamsGrain : IGrainWithStringKey
{
    Task Subscribe(string stream);

    Task Unsubscribe();

    Task Publish(string stream, string item);

    Task Hold(string name);

    [AlwaysInterleave]
    Task<string[]> Received();
}

public sealed class StreamsGrain(Probe probe) : Grain, IStreamsGrain
{
    private readonly List<string> received = [];
    private StreamSubscriptionHandle<string>? subscription;

    private string Key => this.GetPrimaryKeyString();

    public async Task Subscribe(string stream) =>
        subscription = await this.GetStreamProvider("News").GetStream<string>(StreamId.Create("charts", stream)).SubscribeAsync(async (item, _) =>
        {
            var own = TaskScheduler.Current;
            await Task.Yield();
            if (own == TaskScheduler.Default || own != TaskScheduler.Current) probe.Note($"{Key} outside");
            received.Add(item);
            probe.Reach($"{Key} has {item}");
        });

    public Task Unsubscribe() => subscription!.UnsubscribeAsync();

    public Task Publish(string stream, string item) =>
        this.GetStreamProvider("News").GetStream<string>(StreamId.Create("charts", stream)).OnNextAsync(item);

    public Task Hold(string name) => probe.Hold(Key, name);

    public Task<string[]> Received() => Task.FromResult(received.ToArray());
}
