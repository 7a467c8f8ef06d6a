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
    private readonly TaskScheduler _scheduler;
    private readonly Lock _gate = new();
    private readonly LatencyWindow _latencies = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Waiting> _queue = [];
    private bool _committing;
    private bool _closed;
    private volatile CommitFailure? _failure;

    /// <summary>Commits to a store that is open.</summary>
    /// <param name="store">The store.</param>
    /// <param name="scheduler">Where the next commit is begun; the thread pool where none is given.</param>
    public GroupCommitter(IJournalStore store, TaskScheduler? scheduler = null)
    {
        _store = store;
        _scheduler = scheduler ?? TaskScheduler.Default;
    }

    /// <summary>Why the newest commit was not stored; null where it was, or where none has been tried.</summary>
    public CommitFailure? Failure => _failure;

    /// <summary>Raised after each commit, with its number.</summary>
    public event Action<long>? Committed;

    /// <summary>How busy it is now, and has been since this was last called; for one who calls at intervals.</summary>
    public CommitLoad TakeLoad()
    {
        int queued;
        lock (_gate)
            queued = _queue.Count;
        var (commits, median, p99) = _latencies.Take();
        return new CommitLoad(queued, commits, median, p99);
    }

    /// <summary>
    /// Commits one append together with whatever else is in flight. Once queued it goes its way whether or
    /// not the caller still waits. Throws as <see cref="IJournalStore.AppendAsync"/> does.
    /// </summary>
    public Task<AppendResult> CommitAsync(Append append)
    {
        var waiting = new Waiting(append);
        List<Waiting> batch;
        lock (_gate)
        {
            if (_closed)
                throw new JournalUnavailableException("The service is stopping. Retry with another silo, or once it is back.");
            _queue.Add(waiting);
            if (_committing)
                return waiting.Task;
            _committing = true;
            batch = TakeBatch();
        }

        Begin(batch);
        return waiting.Task;
    }

    /// <summary>Commits what is queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            if (!_committing)
                return;
        }

        await _drained.Task;
    }

    /// <summary>
    /// Begins on the caller's thread: whoever comes to an idle journal is spared the way to another one. What
    /// follows belongs to many callers, so it carries no trace of this one.
    /// </summary>
    private void Begin(List<Waiting> batch)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            _ = RunAsync(batch);
            return;
        }

        using (ExecutionContext.SuppressFlow())
            _ = RunAsync(batch);
    }

    private async Task RunAsync(List<Waiting> batch)
    {
        await CommitAsync(batch).ConfigureAwait(false);
        // Behind all work that is ready: whoever is about to come, e.g. because their last answer just went out,
        // comes along, so that commits are fewer and fuller where there is a crowd. Alone it takes no time.
        _ = Task.Factory.StartNew(
            static committer => ((GroupCommitter)committer!).GoOn(), this, CancellationToken.None, TaskCreationOptions.PreferFairness | TaskCreationOptions.DenyChildAttach, _scheduler);
    }

    private void GoOn()
    {
        if (Next() is { } batch)
            _ = RunAsync(batch);
    }

    private List<Waiting>? Next()
    {
        lock (_gate)
        {
            if (_queue.Count > 0)
                return TakeBatch();
            _committing = false;
            if (_closed)
                _drained.SetResult();
            return null;
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
        long number = 0;
        try
        {
            var results = await _store.AppendAsync(batch.ConvertAll(static w => w.Append), CancellationToken.None).ConfigureAwait(false);
            for (var i = 0; i < batch.Count; i++)
            {
                number = Math.Max(number, results[i].Commit);
                batch[i].SetResult(results[i]);
            }
        }
        catch (Exception failure)
        {
            // One failure for all of them: the store stored all or nothing, or nobody knows.
            JournalMetrics.Failed(failure);
            _failure = new CommitFailure(failure, Stopwatch.GetTimestamp());
            foreach (var waiting in batch)
                waiting.SetException(failure);
            return;
        }

        _failure = null;
        var took = Stopwatch.GetElapsedTime(started);
        _latencies.Record(took);
        JournalMetrics.Commit(batch.Count, took);
        if (number > 0)
            Committed?.Invoke(number);
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
