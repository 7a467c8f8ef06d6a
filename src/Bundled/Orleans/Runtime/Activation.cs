using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>One grain in memory: it comes to life on its first call, runs its calls turn by turn, and leaves after the last.</summary>
/// <remarks>This part holds the grain's life; the other two hold its calls and its turns.</remarks>
internal sealed partial class Activation(GrainClass type, string key, int worker) : TaskScheduler
{
    /// <summary>How long a grain may take to be activated or deactivated.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? leaving;
    private CancellationToken hurry;
    private AsyncServiceScope scope;
    private State state;
    private DeactivationReason reason;
    private bool used = true;
    private DateTimeOffset idleSince;

    private enum State { New, Activating, Active, Ending, Ended }

    public string Key => key;

    public int Worker => worker;

    public Silo Silo => type.Silo;

    public GrainId GrainId => type.IdOf(key);

    public Grain Grain { get; private set; } = null!;

    public IServiceProvider Services => scope.ServiceProvider;

    /// <summary>Cancelled, in a turn of the grain, when the grain is about to be deactivated.</summary>
    public CancellationToken Leaving
    {
        get
        {
            lock (gate) return (leaving ??= new(IsLeaving ? 0 : -1)).Token;
        }
    }

    private bool IsLeaving => reason.ReasonCode != DeactivationReasonCode.None;

    /// <summary>Starts the deactivation of a grain that nobody has called for the given age.</summary>
    public void CollectIfIdle(DateTimeOffset now, TimeSpan age)
    {
        lock (gate)
        {
            if (used || exclusive + readers + others + steps > 0) idleSince = now;
            used = false;
            if (state is State.Active && now - idleSince >= age)
                _ = Deactivate(new(DeactivationReasonCode.ActivationIdle, $"Nobody called the grain for {age}."));
        }
    }

    /// <summary>Lets no further call begin, and ends the grain when those in flight are done.</summary>
    public Task Deactivate(DeactivationReason why, CancellationToken hurryUp = default)
    {
        lock (gate)
        {
            if (hurryUp.CanBeCanceled) hurry = hurryUp;
            if (IsLeaving || state is State.Ended) return ended.Task;
            reason = why;
            if (leaving is not null) Begin(AnnounceAsync);
            if (state is State.New) Forget();
            EndIfDone();
            return ended.Task;
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            scope = Silo.ServiceProvider.CreateAsyncScope();
            Grain = type.Create(this, out var states);
            using var limit = new CancellationTokenSource(Patience);
            foreach (var state in states) await state.ReadStateAsync().WaitAsync(limit.Token);
            await Grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            Silo.Log.LogWarning(exception, "Grain {Grain} could not be activated.", GrainId);
            foreach (var request in await LeaveAsync()) request.Reject(exception);
            return;
        }

        lock (gate)
        {
            state = State.Active;
            idleSince = Silo.Time.GetUtcNow();
            AdmitWaiting(all: true);
            EndIfDone();
        }
    }

    private Task AnnounceAsync()
    {
        leaving?.Cancel();
        return Task.CompletedTask;
    }

    private async Task EndAsync()
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(hurry);
            limit.CancelAfter(Patience);
            await Grain.OnDeactivateAsync(reason, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            Silo.Log.LogWarning(exception, "Grain {Grain} failed while it was deactivated.", GrainId);
        }

        foreach (var request in await LeaveAsync())
        {
            if (!request.Kind.IsLocal) type.Resend(key, request);
            else request.Reject(new EnumerationAbortedException($"{GrainId} was deactivated."));
        }
    }

    /// <summary>Takes the grain out of the directory and hands back the calls that still wait.</summary>
    private async Task<Request[]> LeaveAsync()
    {
        try
        {
            await AnnounceAsync();
            if (Grain is IAsyncDisposable disposable) await disposable.DisposeAsync();
            else (Grain as IDisposable)?.Dispose();
            await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.Log.LogWarning(exception, "Grain {Grain} failed while it was disposed.", GrainId);
        }

        lock (gate) return Forget();
    }

    private Request[] Forget()
    {
        state = State.Ended;
        type.Remove(this);
        Request[] left = [.. waiting];
        waiting.Clear();
        ended.SetResult();
        return left;
    }
}
