using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A timer that belongs to a grain and ends with it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Changes when the timer ticks next and how long it waits after each tick.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>How a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Creates options from the two times.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this() => (DueTime, Period) = (dueTime, period);

    /// <summary>Gets the time before the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Gets the time between the end of a tick and the next.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Gets whether ticks may interleave with calls.</summary>
    public bool Interleave { get; init; }

    /// <summary>Gets whether ticks count as use of the grain.</summary>
    public bool KeepAlive { get; init; }
}

/// <summary>Ticks as calls to its own grain, the next not before the last is done.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation grain;
    private readonly Func<CancellationToken, Task> callback;
    private readonly RequestKind kind;
    private readonly CancellationTokenSource disposed = new();
    private readonly CancellationTokenRegistration untilLeaving;
    private readonly ITimer timer;
    private TimeSpan period;
    private bool ticking;
    private TimeSpan? changed;

    public GrainTimer(Activation grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        this.grain = grain;
        this.callback = callback;
        kind = new() { IsAlwaysInterleave = options.Interleave, KeepsAlive = options.KeepAlive, IsLocal = true };
        period = options.Period;
        using (Flow.Suppress())
            timer = grain.Silo.Time.CreateTimer(static timer => ((GrainTimer)timer!).Tick(), this, options.DueTime, Timeout.InfiniteTimeSpan);
        untilLeaving = grain.Leaving.UnsafeRegister(static timer => ((GrainTimer)timer!).Dispose(), this);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        if (ticking) changed = dueTime;
        else if (!disposed.IsCancellationRequested) timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        disposed.Cancel();
        timer.Dispose();
        untilLeaving.Unregister();
    }

    private void Tick() => _ = grain.Send(new TickRequest(this));

    private async Task RunAsync()
    {
        if (disposed.IsCancellationRequested) return;
        ticking = true;
        try
        {
            await callback(disposed.Token);
        }
        catch (Exception exception)
        {
            grain.Silo.Log.LogWarning(exception, "A timer of grain {Grain} failed.", grain.GrainId);
        }

        ticking = false;
        if (!disposed.IsCancellationRequested) timer.Change(changed ?? period, Timeout.InfiniteTimeSpan);
        changed = null;
    }

    private sealed class TickRequest(GrainTimer timer) : Request<object>(timer.kind)
    {
        public override Task Invoke(object grain) => timer.RunAsync();
    }
}
