using System.Diagnostics;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Commit;

/// <summary>
/// Gathers what is in flight over all histories into one call of the store: while one commit is on its way
/// to the disk, the next one fills. It never waits for more, so an idle journal answers at once.
/// </summary>
/// <remarks>
/// What is queued when a commit ends goes to the store before those who waited for that commit are told, so that the
/// store works while they go on. The other way round, all callers end up in one step, and store and callers take turns
/// at being idle.
/// </remarks>
public sealed class GroupCommitter : IAsyncDisposable
{
    private const int MaxAppends = 1024;
    private const long MaxBytes = 16L << 20;

    private readonly IJournalStore _store;
    private readonly Lock _gate = new();
    private readonly LatencyWindow _latencies = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Waiting> _queue = [];
    private bool _committing;
    private bool _closed;
    private volatile CommitFailure? _failure;

    /// <summary>Commits to a store that is open.</summary>
    /// <param name="store">The store.</param>
    public GroupCommitter(IJournalStore store) => _store = store;

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
        Waiting waiting;
        lock (_gate)
        {
            if (_closed)
                throw new JournalUnavailableException("The service is stopping. Retry with another silo, or once it is back.");
            waiting = new Waiting(append, isAlone: !_committing);
            if (_committing)
            {
                _queue.Add(waiting);
                return waiting.Task;
            }

            _committing = true;
        }

        Begin(waiting);
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
    private void Begin(Waiting first)
    {
        List<Waiting> batch = [first];
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
        var outcome = await SendAsync(batch).ConfigureAwait(false);
        Note(batch.Count, outcome);
        // The next commit goes its own way, so that nobody in it waits for what callers of this one do now.
        if (Next() is { } next)
            _ = RunAsync(next);
        Tell(batch, outcome);
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

    private async Task<Outcome> SendAsync(List<Waiting> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var results = await _store.AppendAsync(batch.ConvertAll(static w => w.Append), CancellationToken.None).ConfigureAwait(false);
            return new(results, null, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception failure)
        {
            return new([], failure, Stopwatch.GetElapsedTime(started));
        }
    }

    private void Note(int callers, Outcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            JournalMetrics.Failed(failure);
            _failure = new CommitFailure(failure, Stopwatch.GetTimestamp());
            return;
        }

        _failure = null;
        _latencies.Record(outcome.Took);
        JournalMetrics.Commit(callers, outcome.Took);
        var number = outcome.Results.Max(static result => result.Commit);
        if (number > 0)
            Committed?.Invoke(number);
    }

    private static void Tell(List<Waiting> batch, Outcome outcome)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            // One failure for all of them: the store stored all or nothing, or nobody knows.
            if (outcome.Failure is { } failure)
                batch[i].SetException(failure);
            else
                batch[i].SetResult(outcome.Results[i]);
        }
    }

    private readonly record struct Outcome(IReadOnlyList<AppendResult> Results, Exception? Failure, TimeSpan Took);

    /// <remarks>
    /// One of many goes on elsewhere, so that none waits for the one before. Who comes to an idle journal is alone in its
    /// commit, and goes on at once where that ends: it is spared the way to another thread.
    /// </remarks>
    private sealed class Waiting(Append append, bool isAlone)
        : TaskCompletionSource<AppendResult>(isAlone ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously)
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
