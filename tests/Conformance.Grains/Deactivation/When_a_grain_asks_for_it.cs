namespace MedRecords.Conformance.Grains.Deactivation;

public sealed class When_a_grain_asks_for_it(GrainHost host) : IClassFixture<GrainHost>
{
    private readonly IDeactivationGrain grain = host.NewGrain<IDeactivationGrain>();

    private string Key => grain.GetPrimaryKeyString();

    [Fact]
    public async Task The_grain_leaves_and_the_next_call_finds_another()
    {
        Assert.Equal(1, await grain.Instance());
        await grain.Leave();
        await host.Probe.Until($"{Key} deactivates 1");
        Assert.Equal(2, await grain.Instance());
        Assert.Equal(["activates 1", "deactivates 1: ApplicationRequested", "is gone 1", "activates 2"], host.Probe.NotesOf(Key));
    }

    [Fact]
    public async Task Calls_that_arrive_while_it_leaves_wait_for_the_next_activation()
    {
        host.Probe.Reach($"{Key} is slow");
        await grain.Leave();
        await host.Probe.Until($"{Key} deactivates 1");
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Instance()).ToArray();

        // Other grains come and go meanwhile, which is time enough for one that does not wait to show.
        for (var other = 0; other < 100; other++) await host.NewGrain<IDeactivationGrain>().Ping();
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        host.Probe.Reach($"{Key} may leave");
        Assert.All(await Task.WhenAll(calls), instance => Assert.Equal(2, instance));
        Assert.Equal(["activates 1", "deactivates 1: ApplicationRequested", "is gone 1", "activates 2"], host.Probe.NotesOf(Key));
    }

    [Fact]
    public async Task A_call_in_flight_ends_first()
    {
        var held = grain.Hold("first");
        await host.Probe.Until($"{Key} first begins");
        await grain.LeaveSoon();
        Assert.False(host.Probe.HasReached($"{Key} deactivates 1"));
        host.Probe.Reach($"{Key} first may end");
        await held;
        Assert.Equal(2, await grain.Instance());
        Assert.Equal(["activates 1", "first begins", "first ends", "deactivates 1: ApplicationRequested", "is gone 1", "activates 2"], host.Probe.NotesOf(Key));
    }

    [Fact]
    public async Task A_failure_while_it_leaves_does_not_keep_it()
    {
        host.Probe.Reach($"{Key} fails");
        await grain.Leave();
        await host.Probe.Until($"{Key} deactivates 1");
        Assert.Equal(2, await grain.Instance());
    }
}
