namespace MedRecords.Conformance.Grains.Turns;

public interface ITurnsGrain : IGrainWithStringKey
{
    /// <summary>Waits at the gate of this name.</summary>
    Task Hold(string name);

    /// <summary>Comes back when all calls sent before it have been looked at.</summary>
    [AlwaysInterleave]
    Task Ping();

    Task<bool> ResumesOnTheGrain();

    [AlwaysInterleave]
    Task CountTurns(int turns);

    Task<(int Turns, int Overlaps)> Counted();

    Task Append(int number);

    Task<int[]> Appended();

    [AlwaysInterleave]
    Task WaitForRelease();

    Task ReleaseThrough(ITurnsGrain other, string owner);

    Task Release(string owner);
}

public sealed class TurnsGrain(Probe probe, Releases releases) : Grain, ITurnsGrain
{
    private readonly List<int> appended = [];
    private int turns;
    private int inside;
    private int overlaps;

    private string Key => this.GetPrimaryKeyString();

    public Task Hold(string name) => probe.Hold(Key, name);

    public Task Ping() => Task.CompletedTask;

    public async Task<bool> ResumesOnTheGrain()
    {
        var own = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(() => { });
        return own != TaskScheduler.Default && own == afterYield && own == TaskScheduler.Current && SynchronizationContext.Current is null;
    }

    public async Task CountTurns(int number)
    {
        for (var turn = 0; turn < number; turn++)
        {
            if (Interlocked.Increment(ref inside) != 1) overlaps++;
            var before = turns;
            Thread.SpinWait(2_000);
            turns = before + 1;
            Interlocked.Decrement(ref inside);
            await Task.Yield();
        }
    }

    public Task<(int Turns, int Overlaps)> Counted() => Task.FromResult((turns, overlaps));

    public Task Append(int number)
    {
        appended.Add(number);
        return Task.CompletedTask;
    }

    public Task<int[]> Appended() => Task.FromResult(appended.ToArray());

    public async Task WaitForRelease()
    {
        var release = releases.Of(Key);
        probe.Reach($"{Key} waits");
        await release;
        probe.Note($"{Key} released");
    }

    public async Task ReleaseThrough(ITurnsGrain other, string owner)
    {
        probe.Note($"{Key} turn begins");
        var released = other.Release(owner);
        probe.Note($"{Key} turn goes on");
        await released;
    }

    public Task Release(string owner)
    {
        releases.Release(owner);
        return Task.CompletedTask;
    }
}
