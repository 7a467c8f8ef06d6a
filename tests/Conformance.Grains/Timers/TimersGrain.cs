namespace MedRecords.Conformance.Grains.Timers;

public interface ITimersGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task Start(string name, TimeSpan due, TimeSpan period, bool interleave);

    Task Change(TimeSpan due);

    Task Stop();

    Task Hold(string name);

    Task Leave();
}

public sealed class TimersGrain(Probe probe) : Grain, ITimersGrain
{
    private IGrainTimer? timer;
    private int ticks;
    private bool ticking;

    private string Key => this.GetPrimaryKeyString();

    public Task Start(string name, TimeSpan due, TimeSpan period, bool interleave)
    {
        timer = this.RegisterGrainTimer(token => TickAsync(name, token), new() { DueTime = due, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due)
    {
        timer!.Change(due, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Hold(string name) => probe.Hold(Key, name);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task TickAsync(string name, CancellationToken token)
    {
        if (ticking || TaskScheduler.Current == TaskScheduler.Default) probe.Note($"{Key} overlap");
        ticking = true;
        await Task.Yield();
        if (name == "slow") await probe.Hold(Key, name);
        ticking = false;
        ticks++;
        token.UnsafeRegister(_ => probe.Reach($"{Key} {name} cancelled"), null);
        probe.Reach($"{Key} {name} {ticks}");
        if (name == "failing") throw new InvalidOperationException("The clock is broken.");
    }
}
