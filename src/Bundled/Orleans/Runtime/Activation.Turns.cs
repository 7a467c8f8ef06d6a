namespace Orleans.Runtime;

/// <summary>The part that runs the grain's code: one turn at a time, on whichever thread.</summary>
internal sealed partial class Activation : IThreadPoolWorkItem
{
    /// <summary>So many turns in a row, then other work of the process has its go.</summary>
    private const int TurnsInARow = 64;

    private readonly Queue<Task> turns = [];
    private readonly List<Request> answers = [];
    private bool occupied;
    private Task? entering;

    void IThreadPoolWorkItem.Execute()
    {
        for (var count = 0; count < TurnsInARow; count++)
        {
            Task? turn;
            lock (gate)
            {
                if (!turns.TryDequeue(out turn))
                {
                    occupied = false;
                    return;
                }
            }

            TryExecuteTask(turn);
            if (answers.Count == 0) continue;
            LeaveAndAnswer();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Answers a call that is over: after the turn that ended it, so that its caller goes on outside of the grain but on the same thread.</summary>
    public void Answer(Request request)
    {
        if (Current == this) answers.Add(request);
        else ThreadPool.UnsafeQueueUserWorkItem(static request => request.Settle(request.Outcome!), request, preferLocal: true);
    }

    private void LeaveAndAnswer()
    {
        Request[] answered = [.. answers];
        answers.Clear();
        GoOnElsewhere();
        foreach (var request in answered) request.Settle(request.Outcome!);
    }

    /// <summary>Lets another thread take the turns that wait, if any.</summary>
    private void GoOnElsewhere()
    {
        lock (gate)
        {
            if (turns.Count == 0)
            {
                occupied = false;
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override void QueueTask(Task task)
    {
        lock (gate)
        {
            turns.Enqueue(task);
            if (occupied) return;
            occupied = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <remarks>A turn may run here if it was just let in, or if this thread is in a turn of this very grain.</remarks>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (task == entering || (!taskWasPreviouslyQueued && Current == this)) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate) return turns.ToArray();
    }

    /// <summary>Runs a turn on the caller's thread; what it leaves to do goes to the thread pool, not at the caller's expense.</summary>
    private void RunHere(Task turn)
    {
        var outer = SynchronizationContext.Current;
        if (outer is not null) SynchronizationContext.SetSynchronizationContext(null);
        entering = turn;
        turn.RunSynchronously(this);
        entering = null;
        if (outer is not null) SynchronizationContext.SetSynchronizationContext(outer);
        LeaveAndAnswer();
    }

    /// <summary>Starts work of the runtime's own as turns of this grain.</summary>
    private void Begin(Func<Task> work)
    {
        using (Flow.Suppress())
            Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);
    }
}
