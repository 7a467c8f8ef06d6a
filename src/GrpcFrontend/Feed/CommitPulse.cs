using MedRecords.Grains.Interfaces.Feed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace MedRecords.GrpcFrontend.Feed;

/// <summary>Hears of commits on the silos' stream, subscribed to once for the whole process.</summary>
internal sealed partial class CommitPulse(IServiceProvider services, TimeProvider time, ILogger<CommitPulse> log) : BackgroundService, ICommitPulse
{
    private const string StreamKey = "all";
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(2);

    private TaskCompletionSource _next = NewNext();

    /// <inheritdoc/>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>A commit was heard of: whoever waits goes on.</summary>
    public void Beat() => Interlocked.Exchange(ref _next, NewNext()).TrySetResult();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Until it is subscribed, and if it never is, watchers look by themselves; so a failure is not fatal.
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var subscription = await SubscribeAsync();
                await UntilAsync(stoppingToken, Timeout.InfiniteTimeSpan);
                await subscription.UnsubscribeAsync().WaitAsync(LeavingTime, CancellationToken.None);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // The silo may have gone first, and its subscriptions with it.
            }
            catch (Exception exception)
            {
                LogNotSubscribed(exception.GetType().Name);
                await UntilAsync(stoppingToken, RetryDelay);
            }
        }
    }

    private Task UntilAsync(CancellationToken stopping, TimeSpan atMost) =>
        Task.Delay(atMost, time, stopping).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private static TaskCompletionSource NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<StreamSubscriptionHandle<long>> SubscribeAsync()
    {
        // Asked for only here: the grains' host is built after this.
        var client = services.GetRequiredService<IClusterClient>();
        return client.GetStreamProvider(IFeedGrain.Notices)
            .GetStream<long>(StreamId.Create(IFeedGrain.Notices, StreamKey))
            .SubscribeAsync((_, _) =>
            {
                Beat();
                return Task.CompletedTask;
            });
    }

    [LoggerMessage(1, LogLevel.Warning, "Notices of commits cannot be heard ({Fault}): watchers poll until they can.")]
    private partial void LogNotSubscribed(string fault);
}
