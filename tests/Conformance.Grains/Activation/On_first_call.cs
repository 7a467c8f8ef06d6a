namespace MedRecords.Conformance.Grains.Activation;

public sealed class On_first_call(GrainHost host) : IClassFixture<GrainHost>
{
    [Fact]
    public async Task The_grain_knows_its_key()
    {
        var grain = host.Client.GetGrain<IActivationGrain>("Chart/ÅÄÖ#1+a");
        Assert.Equal("Chart/ÅÄÖ#1+a", await grain.Key());
        Assert.Equal("Chart/ÅÄÖ#1+a", grain.GetPrimaryKeyString());
    }

    [Fact]
    public async Task Many_callers_find_one_activation()
    {
        var key = host.NewGrain<IActivationGrain>().GetPrimaryKeyString();
        host.Probe.Reach($"{key} is slow");
        var calls = Enumerable.Range(0, 50).Select(_ => Task.Run(() => host.Client.GetGrain<IActivationGrain>(key).Instance())).ToArray();
        await host.Probe.Until($"{key} activates 1");
        host.Probe.Reach($"{key} may go on");
        Assert.All(await Task.WhenAll(calls), instance => Assert.Equal(1, instance));
    }

    [Fact]
    public async Task Keys_that_differ_in_case_are_two_grains()
    {
        var key = host.NewGrain<IActivationGrain>().GetPrimaryKeyString();
        Assert.Equal(key, await host.Client.GetGrain<IActivationGrain>(key).Key());
        Assert.Equal(key.ToUpperInvariant(), await host.Client.GetGrain<IActivationGrain>(key.ToUpperInvariant()).Key());
    }

    [Fact]
    public async Task A_grain_that_cannot_be_activated_says_why_and_the_next_call_activates_anew()
    {
        var grain = host.NewGrain<IActivationGrain>();
        var key = grain.GetPrimaryKeyString();
        host.Probe.Reach($"{key} is slow");
        host.Probe.Reach($"{key} fails");
        var first = grain.Instance();
        await host.Probe.Until($"{key} activates 1");
        var others = Enumerable.Range(0, 5).Select(_ => grain.Instance()).ToArray();
        host.Probe.Reach($"{key} may go on");
        Assert.Contains("The chart is unreadable.", (await Assert.ThrowsAnyAsync<Exception>(() => first)).ToString());

        // The others waited for the activation that failed, and are told so, or came too late for it and began the next.
        foreach (var other in others)
        {
            if (await Record.ExceptionAsync(() => other) is { } failure) Assert.Contains("The chart is unreadable.", failure.ToString());
            else Assert.Equal(2, await other);
        }

        Assert.Equal(2, await grain.Instance());
    }
}
