using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace MedRecords.Conformance.Grains.Failures;

public sealed class When_an_answer_takes_too_long : IAsyncLifetime
{
    private GrainHost host = null!;

    public async Task InitializeAsync() => host = await GrainHost.StartAsync(silo =>
        silo.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(2)));

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_caller_times_out_and_the_grain_works_on()
    {
        var grain = host.NewGrain<IFailuresGrain>();
        var key = grain.GetPrimaryKeyString();
        await Assert.ThrowsAsync<TimeoutException>(() => grain.Hold("first"));
        Assert.Equal(["first begins"], host.Probe.NotesOf(key));
        host.Probe.Reach($"{key} first may end");
        await grain.Calls();
        Assert.Equal(["first begins", "first ends"], host.Probe.NotesOf(key));
    }

    [Fact]
    public async Task A_call_that_timed_out_in_line_is_not_run()
    {
        var grain = host.NewGrain<IFailuresGrain>();
        var key = grain.GetPrimaryKeyString();
        var held = grain.Hold("first");
        await host.Probe.Until($"{key} first begins");
        await Assert.ThrowsAsync<TimeoutException>(() => grain.Note("second"));
        await Assert.ThrowsAsync<TimeoutException>(() => held);
        host.Probe.Reach($"{key} first may end");
        await grain.Calls();
        Assert.Equal(["first begins", "first ends"], host.Probe.NotesOf(key));
    }

    [Fact]
    public async Task A_grain_that_calls_itself_times_out()
    {
        var grain = host.NewGrain<IFailuresGrain>();
        await Assert.ThrowsAsync<TimeoutException>(grain.CallSelf);
        await grain.Calls();
    }

    [Fact]
    public async Task Grains_that_wait_for_one_another_time_out()
    {
        var (grain, other) = (host.NewGrain<IFailuresGrain>(), host.NewGrain<IFailuresGrain>());
        await Assert.ThrowsAsync<TimeoutException>(() => grain.CallBack(other));
        await grain.Calls();
        await other.Calls();
    }
}
