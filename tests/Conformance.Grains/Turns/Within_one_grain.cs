namespace MedRecords.Conformance.Grains.Turns;

public sealed class Within_one_grain(GrainHost host) : IClassFixture<GrainHost>
{
    [Fact]
    public async Task A_call_begins_only_after_the_one_before_has_ended()
    {
        var grain = host.NewGrain<ITurnsGrain>();
        var key = grain.GetPrimaryKeyString();
        var first = grain.Hold("first");
        await host.Probe.Until($"{key} first begins");
        var second = grain.Hold("second");
        await grain.Ping();
        Assert.False(host.Probe.HasReached($"{key} second begins"));
        host.Probe.Reach($"{key} first may end");
        host.Probe.Reach($"{key} second may end");
        await Task.WhenAll(first, second);
        Assert.Equal(["first begins", "first ends", "second begins", "second ends"], host.Probe.NotesOf(key));
    }

    [Fact]
    public async Task Code_after_an_await_runs_on_the_grain_again() =>
        Assert.True(await host.NewGrain<ITurnsGrain>().ResumesOnTheGrain());

    [Fact]
    public async Task A_callers_synchronization_context_stays_outside()
    {
        var grain = host.NewGrain<ITurnsGrain>();
        await grain.Ping();
        var resumed = await Task.Run(() => CallUnderAContextOfOurs(grain));
        Assert.All(resumed, Assert.True);
    }

    [Fact]
    public async Task Calls_that_interleave_take_turns_and_never_overlap()
    {
        var grain = host.NewGrain<ITurnsGrain>();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => grain.CountTurns(50))));
        Assert.Equal((40 * 50, 0), await grain.Counted());
    }

    /// <remarks>Orleans promises no order to who does not wait for the answers, least of all while the grain comes to life.</remarks>
    [Fact]
    public async Task Calls_sent_without_waiting_all_run_once()
    {
        var grain = host.NewGrain<ITurnsGrain>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(grain.Append));
        Assert.Equal(Enumerable.Range(0, 200), (await grain.Appended()).Order());
    }

    [Fact]
    public async Task A_turn_is_not_cut_in_two_by_what_another_grain_completes()
    {
        var (grain, other) = (host.NewGrain<ITurnsGrain>(), host.NewGrain<ITurnsGrain>());
        var key = grain.GetPrimaryKeyString();
        await other.Ping();
        var waiting = grain.WaitForRelease();
        await host.Probe.Until($"{key} waits");
        await grain.ReleaseThrough(other, key);
        await waiting;
        Assert.Equal(["turn begins", "turn goes on", "released"], host.Probe.NotesOf(key));
    }

    private static List<bool> CallUnderAContextOfOurs(ITurnsGrain grain)
    {
        var resumed = new List<bool>();
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new ForeignContext());
        try
        {
            for (var call = 0; call < 100; call++)
            {
                resumed.Add(grain.ResumesOnTheGrain().GetAwaiter().GetResult());
                Assert.IsType<ForeignContext>(SynchronizationContext.Current);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        return resumed;
    }

    private sealed class ForeignContext : SynchronizationContext;
}
