namespace MedRecords.Conformance.Grains.Failures;

public sealed class When_the_caller_gives_up(GrainHost host) : IClassFixture<GrainHost>
{
    private readonly IFailuresGrain grain = host.NewGrain<IFailuresGrain>();

    private string Key => grain.GetPrimaryKeyString();

    [Fact]
    public async Task The_grain_sees_it()
    {
        using var source = new CancellationTokenSource();
        var call = grain.Await(source.Token);
        await host.Probe.Until($"{Key} awaits");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await host.Probe.Until($"{Key} is cancelled");
    }

    [Fact]
    public async Task A_call_in_line_is_given_up_at_once()
    {
        var held = grain.Hold("first");
        await host.Probe.Until($"{Key} first begins");
        using var source = new CancellationTokenSource();
        var call = grain.Await(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Probe.Limit));
        host.Probe.Reach($"{Key} first may end");
        await held;
    }

    [Fact]
    public async Task A_call_given_up_beforehand_is_not_made()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.Await(new CancellationToken(canceled: true)));
        await grain.Calls();
        Assert.False(host.Probe.HasReached($"{Key} awaits"));
    }
}
