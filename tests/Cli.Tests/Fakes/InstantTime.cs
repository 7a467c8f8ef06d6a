namespace MedRecords.Cli.Tests.Fakes;

/// <summary>A clock on which waiting takes no time: every pause moves it forward and is over.</summary>
internal sealed class InstantTime : TimeProvider
{
    private long _waitedTicks;

    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref _waitedTicks));

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Waited;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
            Interlocked.Add(ref _waitedTicks, dueTime.Ticks);
        return System.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, period);
    }
}
