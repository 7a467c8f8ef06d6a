using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams that live in the memory of one host.</summary>
internal sealed class MemoryStreamProvider(string name, ILogger<MemoryStreamProvider> log) : IStreamProvider
{
    private readonly ConcurrentDictionary<(StreamId Id, Type Item), object> streams = new();

    public string Name => name;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) =>
        (IAsyncStream<T>)streams.GetOrAdd((streamId, typeof(T)), static (key, log) => new Stream<T>(key.Id, log), log);

    private sealed class Stream<T>(StreamId id, ILogger log) : IAsyncStream<T>
    {
        private readonly ConcurrentDictionary<Guid, Subscription<T>> subscriptions = new();

        public StreamId StreamId => id;

        public Task OnNextAsync(T item, StreamSequenceToken? token = null)
        {
            foreach (var (_, subscription) in subscriptions) subscription.Post(item);
            return Task.CompletedTask;
        }

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
        {
            var subscription = new Subscription<T>(id, observer, TaskScheduler.Current as Activation, log, done => subscriptions.TryRemove(done, out _));
            subscriptions[subscription.HandleId] = subscription;
            return Task.FromResult<StreamSubscriptionHandle<T>>(subscription);
        }
    }

    /// <summary>Hands items to one subscriber, one after another.</summary>
    private sealed class Subscription<T> : StreamSubscriptionHandle<T>
    {
        private static readonly RequestKind Delivery = new() { IsLocal = true };

        private readonly Channel<T> items = Channel.CreateUnbounded<T>(new() { SingleReader = true });
        private readonly Action<Guid> remove;

        public Subscription(StreamId id, IAsyncObserver<T> observer, Activation? grain, ILogger log, Action<Guid> remove)
        {
            StreamId = id;
            this.remove = remove;
            using (Flow.Suppress()) _ = Task.Run(() => DeliverAsync(observer, grain, log));
        }

        public override StreamId StreamId { get; }

        public override Guid HandleId { get; } = Guid.NewGuid();

        public void Post(T item) => items.Writer.TryWrite(item);

        public override Task UnsubscribeAsync()
        {
            remove(HandleId);
            items.Writer.TryComplete();
            while (items.Reader.TryRead(out _)) { }
            return Task.CompletedTask;
        }

        private async Task DeliverAsync(IAsyncObserver<T> observer, Activation? grain, ILogger log)
        {
            await foreach (var item in items.Reader.ReadAllAsync())
            {
                try
                {
                    var delivered = grain is null ? observer.OnNextAsync(item) : grain.Send(new Turn(() => observer.OnNextAsync(item)));
                    if (delivered is null) await UnsubscribeAsync();
                    else await delivered;
                }
                catch (Exception exception)
                {
                    log.LogWarning(exception, "A subscriber of stream {Stream} failed.", StreamId);
                }
            }
        }

        private sealed class Turn(Func<Task> deliver) : Request<object>(Delivery)
        {
            public override Task Invoke(object grain) => deliver();
        }
    }
}
