using System.Diagnostics;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Commit;

/// <summary>
/// Gathers what is in flight over all histories into one call of the store: while one commit is on its way
/// to the disk, the next one fills. It never waits for more, so an idle journal answers at once.
/// </summary>
public sealed class GroupCommitter : IAsyncDisposable
{
    private const int MaxAppends = 1024;
    private const long MaxBytes = 16L << 20;

    private readonly IJournalStore _store;
    private readonly Lock _gate = new();
    private readonly Task _loop;
    private List<Waiting> _queue = [];
    private TaskCompletionSource? _idle;
    private bool _closed;

    /// <summary>Starts committing to a store that is open.</summary>
    public GroupCommitter(IJournalStore store)
    {
        _store = store;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Raised after each commit, with its number.</summary>
    public event Action<long>? Committed;

    /// <summary>
    /// Commits one append together with whatever else is in flight. Once queued it goes its way whether or
    /// not the caller still waits. Throws as <see cref="IJournalStore.AppendAsync"/> does.
    /// </summary>
    public Task<AppendResult> CommitAsync(Append append)
    {
        var waiting = new Waiting(append);
        TaskCompletionSource? idle;
        lock (_gate)
        {
            if (_closed)
                throw new JournalUnavailableException("The service is stopping. Retry with another silo, or once it is back.");
            _queue.Add(waiting);
            idle = _idle;
            _idle = null;
        }

        idle?.SetResult();
        return waiting.Task;
    }

    /// <summary>Commits what is queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        TaskCompletionSource? idle;
        lock (_gate)
        {
            _closed = true;
            idle = _idle;
            _idle = null;
        }

        idle?.SetResult();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (await NextAsync() is { } batch)
            await CommitAsync(batch);
    }

    private async Task<List<Waiting>?> NextAsync()
    {
        while (true)
        {
            Task idle;
            lock (_gate)
            {
                if (_queue.Count > 0)
                    return TakeBatch();
                if (_closed)
                    return null;
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                idle = _idle.Task;
            }

            await idle;
        }
    }

    /// <summary>Takes the oldest appends that fit; a second writer of one history waits for the next commit.</summary>
    private List<Waiting> TakeBatch()
    {
        var batch = new List<Waiting>(Math.Min(_queue.Count, MaxAppends));
        var later = new List<Waiting>();
        var writers = new HashSet<HistoryId>();
        long bytes = 0;
        foreach (var waiting in _queue)
        {
            var size = waiting.Size;
            var full = batch.Count == MaxAppends || (batch.Count > 0 && bytes + size > MaxBytes);
            if (full || (waiting.Append.Events.Count > 0 && !writers.Add(waiting.Append.History)))
            {
                later.Add(waiting);
                continue;
            }

            bytes += size;
            batch.Add(waiting);
        }

        _queue = later;
        return batch;
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var results = await _store.AppendAsync(batch.ConvertAll(static w => w.Append), CancellationToken.None);
            long number = 0;
            for (var i = 0; i < batch.Count; i++)
            {
                number = Math.Max(number, results[i].Commit);
                batch[i].SetResult(results[i]);
            }

            JournalMetrics.Commit(batch.Count, Stopwatch.GetElapsedTime(started));
            if (number > 0)
                Committed?.Invoke(number);
        }
        catch (Exception failure)
        {
            // One failure for all of them: the store stored all or nothing, or nobody knows.
            JournalMetrics.Failed(failure);
            foreach (var waiting in batch)
                waiting.SetException(failure);
        }
    }

    private sealed class Waiting(Append append) : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Append Append { get; } = append;

        public long Size { get; } = SizeOf(append);

        private static long SizeOf(Append append)
        {
            long size = append.Record.Length;
            for (var i = 0; i < append.Events.Count; i++)
                size += append.Events[i].Payload.Length;
            return size;
        }
    }
}
