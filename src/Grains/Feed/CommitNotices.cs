using MedRecords.Grains.Interfaces.Feed;
using MedRecords.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedRecords.Grains.Feed;

/// <summary>
/// Tells the cluster that commits happened, at most one notice at a time: a newer number stands for all
/// before it. Watchers that hear nothing look by themselves after a while.
/// </summary>
public sealed partial class CommitNotices(SealedJournal journal, IClusterClient client, ILogger<CommitNotices> log) : BackgroundService
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private long _newest;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        journal.Committed += OnCommitted;
        try
        {
            var stream = client.GetStreamProvider(IFeedGrain.Notices).GetStream<long>(StreamId.Create(IFeedGrain.Notices, "all"));
            while (true)
            {
                await _signal.WaitAsync(stoppingToken);
                try
                {
                    await stream.OnNextAsync(Interlocked.Read(ref _newest));
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    LogNoticeFailed(log, failure.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; watchers find what is committed from now on by themselves.
        }
        finally
        {
            journal.Committed -= OnCommitted;
        }
    }

    private void OnCommitted(long number)
    {
        Interlocked.Exchange(ref _newest, number);
        if (_signal.CurrentCount > 0)
            return;
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another commit was as fast; the notice on its way carries this number or a newer one.
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A notice of new commits was not sent ({Failure}); watchers look by themselves.")]
    private static partial void LogNoticeFailed(ILogger log, string failure);
}
