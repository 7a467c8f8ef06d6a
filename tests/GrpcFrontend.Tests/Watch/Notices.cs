using MedRecords.Grains.Interfaces.Feed;
using MedRecords.GrpcFrontend.Feed;
using MedRecords.GrpcFrontend.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Streams;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Watch;

public class Notices
{
    private readonly GrainStub<IAsyncStream<long>> _stream = new();
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource<IAsyncObserver<long>> _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Of_commits_wake_who_waits()
    {
        _stream.On("SubscribeAsync", Subscribe);
        using var pulse = Start();
        var observer = await _subscribed.Task.WaitAsync(Refusals.Patience);
        var next = pulse.Next;

        await observer.OnNextAsync(4711);

        await next.WaitAsync(Refusals.Patience);
        Assert.False(pulse.Next.IsCompleted);
    }

    [Fact]
    public async Task Are_subscribed_to_again_where_that_failed()
    {
        var tries = 0;
        _stream.On("SubscribeAsync", arguments => ++tries < 3 ? throw new TimeoutException() : Subscribe(arguments));
        using var pulse = Start();

        while (!_subscribed.Task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(3, tries);
        await pulse.StopAsync(default).WaitAsync(Refusals.Patience);
    }

    private Task<StreamSubscriptionHandle<long>> Subscribe(object?[] arguments)
    {
        _subscribed.TrySetResult((IAsyncObserver<long>)arguments[0]!);
        return Task.FromResult<StreamSubscriptionHandle<long>>(null!);
    }

    private CommitPulse Start()
    {
        var provider = new GrainStub<IStreamProvider>().On("GetStream", _ => _stream.Grain);
        var client = new GrainStub<IClusterClient>();
        var services = new ServiceCollection()
            .AddSingleton(client.Grain)
            .AddKeyedSingleton(IFeedGrain.Notices, provider.Grain)
            .BuildServiceProvider();
        client.On("get_ServiceProvider", _ => services);
        var pulse = new CommitPulse(services, _time, NullLogger<CommitPulse>.Instance);
        _ = pulse.StartAsync(default);
        return pulse;
    }
}
