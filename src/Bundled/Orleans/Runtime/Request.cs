using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What the runtime knows of a method before it is called.</summary>
internal sealed class RequestKind(MethodInfo? method = null)
{
    public MethodInfo? Method { get; } = method;

    public bool IsReadOnly { get; } = method?.IsDefined(typeof(ReadOnlyAttribute)) ?? false;

    public bool IsAlwaysInterleave { get; init; } = method?.IsDefined(typeof(AlwaysInterleaveAttribute)) ?? false;

    /// <summary>Later steps of an enumeration: meant for one activation, of no use to the next.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Steps of an enumeration: may take any time, and no deactivation waits for them.</summary>
    public bool IsOpenEnded { get; init; }
}

/// <summary>One call to a grain, from being sent to being answered.</summary>
internal abstract class Request(RequestKind kind)
{
    private static readonly Action<object?> RunTurn = static request => ((Request)request!).Run();
    private static readonly Action<Task, object?> FinishTurn = static (outcome, request) => ((Request)request!).Finish(outcome);

    private Activation target = null!;
    private Task? turn;
    private Timer? deadline;
    private CancellationTokenRegistration cancellation;

    public RequestKind Kind { get; } = kind;

    /// <summary>The token among the arguments, or none.</summary>
    public CancellationToken Token { get; protected init; }

    /// <summary>The finished task of a call that never had to wait.</summary>
    public Task? Outcome { get; private set; }

    /// <summary>Whether the caller holds a promise instead of the grain's own task.</summary>
    public bool IsDeferred { get; private set; }

    /// <summary>Whether the caller has its answer already, be it only a time-out.</summary>
    public bool IsAnswered => IsDeferred && Promise.IsCompleted;

    public abstract Task Promise { get; }

    public abstract Task Invoke(object grain);

    public abstract Task Faulted(Exception exception);

    protected abstract void MakePromise();

    protected abstract void Answer(Task outcome);

    /// <summary>Returns the task that runs this request as a turn of the activation; it is made on the caller's thread, to carry the caller's trace.</summary>
    public Task TurnOn(Activation activation)
    {
        target = activation;
        return turn ??= new Task(RunTurn, this);
    }

    /// <summary>Turns an answer at once into an answer later, which the response time-out and the caller's token may cut short.</summary>
    public Task Defer(TimeSpan responseTimeout)
    {
        if (IsDeferred) return Promise;
        MakePromise();
        IsDeferred = true;
        if (!Kind.IsOpenEnded && !Kind.IsLocal && responseTimeout != Timeout.InfiniteTimeSpan)
        {
            using (Flow.Suppress())
                deadline = new Timer(static request => ((Request)request!).TimeOut(), this, responseTimeout, Timeout.InfiniteTimeSpan);
        }

        if (Token.CanBeCanceled) cancellation = Token.UnsafeRegister(static request => ((Request)request!).Reject(new OperationCanceledException(((Request)request!).Token)), this);
        return Promise;
    }

    /// <summary>Answers a request that waits for its turn without running it.</summary>
    public void Reject(Exception exception) => ThreadPool.UnsafeQueueUserWorkItem(static late => late.Request.Settle(late.Request.Faulted(late.Exception)), (Request: this, Exception: exception), preferLocal: true);

    private void TimeOut() => Reject(new TimeoutException(
        $"{this} did not answer within the response time-out. A grain that waits for itself, directly or through others, ends like this."));

    private void Run()
    {
        Task outcome;
        try
        {
            outcome = Invoke(target.Grain);
        }
        catch (Exception exception)
        {
            outcome = Faulted(exception);
        }

        if (outcome.IsCompleted)
        {
            Finish(outcome);
            return;
        }

        Defer(target.Silo.ResponseTimeout);
        outcome.ContinueWith(FinishTurn, this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Finish(Task outcome)
    {
        target.Finish(this, outcome);
        Outcome = outcome;
        if (IsDeferred) target.Answer(this);
    }

    /// <summary>Lets the caller go on, on this thread.</summary>
    public void Settle(Task outcome)
    {
        deadline?.Dispose();
        cancellation.Unregister();
        Answer(outcome);
    }

    public override string ToString() => $"{Kind.Method?.DeclaringType?.Name}.{Kind.Method?.Name} on {target?.GrainId}";
}

/// <summary>A call whose answer has a type; a call without an answer is one of any type.</summary>
internal abstract class Request<T>(RequestKind kind) : Request(kind)
{
    private TaskCompletionSource<T>? promise;

    public override Task Promise => promise!.Task;

    public override Task Faulted(Exception exception) =>
        exception is OperationCanceledException cancelled && cancelled.CancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancelled.CancellationToken)
            : Task.FromException<T>(exception);

    protected override void MakePromise() => promise = new();

    protected override void Answer(Task outcome)
    {
        if (outcome is Task<T> typed) promise!.TrySetFromTask(typed);
        else if (outcome.IsFaulted) promise!.TrySetException(outcome.Exception.InnerExceptions);
        else if (outcome.IsCanceled) promise!.TrySetCanceled(new TaskCanceledException(outcome).CancellationToken);
        else promise!.TrySetResult(default!);
    }
}
