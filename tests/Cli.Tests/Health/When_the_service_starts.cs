using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Health;

public sealed class When_the_service_starts : Situation
{
    [Fact]
    public async Task A_ready_service_exits_with_0_and_needs_no_session()
    {
        Caller.Environment.Remove("MEDRECORDS_USER");

        var finished = await Caller.RunAsync("health");

        Assert.Equal(0, finished.Code);
        Assert.Equal(["Check"], State.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task Waiting_asks_until_it_is_ready()
    {
        foreach (var ready in new[] { false, false, false, true })
            State.Readiness.Enqueue(ready);

        var finished = await Caller.RunAsync("health", "--wait", "10", "--json");

        Assert.Equal(0, finished.Code);
        Assert.True(finished.Lines.Single()["ready"]!.GetValue<bool>());
        Assert.Equal(4, State.CountOf("Check"));
    }

    [Fact]
    public async Task Without_waiting_a_service_that_is_not_ready_exits_with_7()
    {
        State.Readiness.Enqueue(false);

        var finished = await Caller.RunAsync("health");

        Assert.Equal(7, finished.Code);
        Assert.Contains("not ready yet", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_ends_when_the_time_is_up()
    {
        for (var i = 0; i < 1000; i++)
            State.Readiness.Enqueue(false);

        Assert.Equal(7, (await Caller.RunAsync("health", "--wait", "2s")).Code);
        Assert.InRange(State.CountOf("Check"), 2, 11);
    }
}
