using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams that live in the memory of one host.</summary>
internal sealed class MemoryStreamProvider(ILogger<MemoryStreamProvider> log) : IStreamProvider
{
    private readonly ConcurrentDictionary<(StreamId Id, Type Item), object> streams = new();

    public IAsyncStream<T> GetStream<T>(StreamId streamId) =>
        (IAsyncStream<T>)streams.GetOrAdd((streamId, typeof(T)), static (key, log) => new Stream<T>(key.Id, log), log);

    private sealed class Stream<T>(StreamId id, ILogger log) : IAsyncStream<T>
    {
        private readonly ConcurrentDictionary<Subscription<T>, StreamId> subscriptions = new();

        public Task OnNextAsync(T item, StreamSequenceToken? token = null)
        {
            foreach (var (subscription, _) in subscriptions) subscription.Post(item);
            return Task.CompletedTask;
        }

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
        {
            var subscription = new Subscription<T>(id, observer, log, done => subscriptions.TryRemove(done, out _));
            subscriptions[subscription] = id;
            return Task.FromResult<StreamSubscriptionHandle<T>>(subscription);
        }
    }

    /// <summary>Hands items to one subscriber, one after another.</summary>
    private sealed class Subscription<T> : StreamSubscriptionHandle<T>
    {
        private readonly Channel<T> items = Channel.CreateUnbounded<T>(new() { SingleReader = true });
        private readonly Action<Subscription<T>> remove;

        public Subscription(StreamId id, IAsyncObserver<T> observer, ILogger log, Action<Subscription<T>> remove)
        {
            this.remove = remove;
            using (Flow.Suppress()) _ = Task.Run(() => DeliverAsync(id, observer, log));
        }

        public void Post(T item) => items.Writer.TryWrite(item);

        public override Task UnsubscribeAsync()
        {
            remove(this);
            items.Writer.TryComplete();
            while (items.Reader.TryRead(out _)) { }
            return Task.CompletedTask;
        }

        private async Task DeliverAsync(StreamId id, IAsyncObserver<T> observer, ILogger log)
        {
            await foreach (var item in items.Reader.ReadAllAsync())
            {
                try
                {
                    await observer.OnNextAsync(item);
                }
                catch (Exception exception)
                {
                    log.LogWarning(exception, "A subscriber of stream {Stream} failed.", id);
                }
            }
        }
    }
}
