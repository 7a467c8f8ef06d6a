using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives access to streams.</summary>
public interface IStreamProvider
{
    /// <summary>Returns the stream with this identity, which need not be created first.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>Receives the items of a stream.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>Accepts the next item; it reaches subscribers later, in order.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);
}

/// <summary>Lets subscribers in.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Subscribes to items published from now on, for somebody who is no grain: items do not arrive as turns.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

/// <summary>Items published under one identity to whoever subscribes.</summary>
public interface IAsyncStream<T> : IAsyncObserver<T>, IAsyncObservable<T>;

/// <summary>The place of an item in its stream.</summary>
public abstract class StreamSequenceToken;

/// <summary>One subscription to a stream.</summary>
public abstract class StreamSubscriptionHandle<T>
{
    /// <summary>Ends the subscription; items not yet received are dropped.</summary>
    public abstract Task UnsubscribeAsync();
}

/// <summary>Subscribes plain functions.</summary>
public static class AsyncObservableExtensions
{
    /// <summary>Subscribes a function to items published from now on.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
        obs.SubscribeAsync(new Observer<T>(onNextAsync));

    private sealed class Observer<T>(Func<T, StreamSequenceToken?, Task> onNext) : IAsyncObserver<T>
    {
        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);
    }
}
