namespace MedRecords.Conformance.Grains.Timers;

public sealed class A_grain_timer(GrainHost host) : IClassFixture<GrainHost>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(5);

    private readonly ITimersGrain grain = host.NewGrain<ITimersGrain>();

    private string Key => grain.GetPrimaryKeyString();

    [Fact]
    public async Task Ticks_again_and_again_one_at_a_time()
    {
        await grain.Start("clock", Soon, Soon, interleave: false);
        await host.Probe.Until($"{Key} clock 20");
        Assert.Empty(host.Probe.NotesOf(Key));
    }

    [Fact]
    public async Task Waits_for_a_call_that_keeps_others_out()
    {
        var held = grain.Hold("call");
        await host.Probe.Until($"{Key} call begins");
        await grain.Start("clock", Soon, Soon, interleave: false);
        await ManyTicksElsewhere();
        Assert.False(host.Probe.HasReached($"{Key} clock 1"));
        host.Probe.Reach($"{Key} call may end");
        await held;
        await host.Probe.Until($"{Key} clock 1");
    }

    [Fact]
    public async Task Waits_for_its_own_last_tick_even_if_it_interleaves()
    {
        await grain.Start("slow", Soon, Soon, interleave: true);
        await host.Probe.Until($"{Key} slow begins");
        await ManyTicksElsewhere();
        host.Probe.Reach($"{Key} slow may end");
        await host.Probe.Until($"{Key} slow 2");
        Assert.DoesNotContain("overlap", host.Probe.NotesOf(Key));
    }

    [Fact]
    public async Task Enters_beside_a_call_if_it_interleaves()
    {
        await grain.Start("clock", Soon, Soon, interleave: true);
        var held = grain.Hold("call");
        await host.Probe.Until($"{Key} call begins");
        await host.Probe.Until($"{Key} clock 10");
        host.Probe.Reach($"{Key} call may end");
        await held;
    }

    [Fact]
    public async Task Goes_on_after_a_failure()
    {
        await grain.Start("failing", Soon, Soon, interleave: false);
        await host.Probe.Until($"{Key} failing 3");
    }

    [Fact]
    public async Task Ticks_when_changed_to()
    {
        await grain.Start("clock", Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, interleave: false);
        await grain.Change(Soon);
        await host.Probe.Until($"{Key} clock 1");
        await grain.Change(Soon);
        await host.Probe.Until($"{Key} clock 2");
    }

    [Fact]
    public async Task Stops_when_disposed()
    {
        await grain.Start("clock", Soon, Soon, interleave: false);
        await host.Probe.Until($"{Key} clock 1");
        await grain.Stop();
        await host.Probe.Until($"{Key} clock cancelled");
    }

    [Fact]
    public async Task Stops_when_its_grain_leaves()
    {
        await grain.Start("clock", Soon, Soon, interleave: false);
        await host.Probe.Until($"{Key} clock 1");
        await grain.Leave();
        await host.Probe.Until($"{Key} clock cancelled");
    }

    /// <summary>Time enough for a tick that does not wait to show, as told by another grain's clock.</summary>
    private async Task ManyTicksElsewhere()
    {
        var other = host.NewGrain<ITimersGrain>();
        await other.Start("clock", Soon, Soon, interleave: false);
        await host.Probe.Until($"{other.GetPrimaryKeyString()} clock 20");
        await other.Stop();
    }
}
