namespace MedRecords.Conformance.Grains.Deactivation;

public sealed class When_the_host_stops
{
    [Fact]
    public async Task Every_grain_has_left_before_the_host_is_down()
    {
        var host = await GrainHost.StartAsync();
        var grains = Enumerable.Range(0, 100).Select(_ => host.NewGrain<IDeactivationGrain>()).ToArray();
        await Task.WhenAll(grains.Select(grain => grain.Instance()));
        await host.DisposeAsync();
        Assert.Equal(100, host.Probe.CountOf("gone"));
        Assert.All(grains, grain => Assert.Contains("deactivates 1: ShuttingDown", host.Probe.NotesOf(grain.GetPrimaryKeyString())));
    }

    [Fact]
    public async Task A_call_in_flight_is_answered()
    {
        var host = await GrainHost.StartAsync();
        var grain = host.NewGrain<IDeactivationGrain>();
        var key = grain.GetPrimaryKeyString();
        var held = grain.Hold("first");
        await host.Probe.Until($"{key} first begins");
        var stopped = host.DisposeAsync();
        host.Probe.Reach($"{key} first may end");
        await held.WaitAsync(Probe.Limit);
        await stopped;
        Assert.Equal(["activates 1", "first begins", "first ends", "deactivates 1: ShuttingDown", "is gone 1"], host.Probe.NotesOf(key));
    }

    [Fact]
    public async Task A_grain_that_is_stuck_does_not_outlast_the_hosts_patience()
    {
        var host = await GrainHost.StartAsync();
        var grain = host.NewGrain<IDeactivationGrain>();
        host.Probe.Reach($"{grain.GetPrimaryKeyString()} is stuck");
        await grain.Instance();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await host.StopAsync(patience.Token).WaitAsync(Probe.Limit);
        }
        catch (OperationCanceledException)
        {
            // A host may say that it was hurried; what counts is that it came back.
        }

        await host.Probe.Until($"{grain.GetPrimaryKeyString()} deactivates 1");
    }

    [Fact]
    public async Task A_later_call_fails()
    {
        var host = await GrainHost.StartAsync();
        var grain = host.NewGrain<IDeactivationGrain>();
        await grain.Instance();
        await host.StopAsync(CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(() => grain.Instance().WaitAsync(Probe.Limit));
        Assert.Equal(1, host.Probe.CountOf(grain.GetPrimaryKeyString()));
    }
}
