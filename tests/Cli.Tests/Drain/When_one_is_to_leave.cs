using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Drain;

public sealed class When_one_is_to_leave : Situation
{
    [Fact]
    public async Task Asking_is_enough_without_wait()
    {
        State.Silos.Enqueue([Silo(SiloState.Serving)]);

        var asked = await Caller.RunAsync("drain", "ward");

        Assert.Equal((0, "ward is asked to drain. See `medrecords cluster`.\n"), (asked.Code, asked.Out));
        Assert.Equal(0, State.CountOf("ListSilos"));
    }

    [Fact]
    public async Task Waiting_ends_when_it_has_stopped()
    {
        foreach (var state in new[] { SiloState.Serving, SiloState.Draining, SiloState.Draining, SiloState.Stopped })
            State.Silos.Enqueue([Silo(state)]);
        State.FailNext("ListSilos", FakeErrors.Draining());

        var waited = await Caller.RunAsync("drain", "ward", "--wait", "--json");

        Assert.Equal(0, waited.Code);
        Assert.Equal("stopped", waited.Lines.Single()["state"]!.GetValue<string>());
        Assert.Equal(4, State.CountOf("ListSilos"));
    }

    [Fact]
    public async Task Waiting_gives_up_in_time()
    {
        State.Silos.Enqueue([Silo(SiloState.Draining)]);

        var waited = await Caller.RunAsync("drain", "ward", "--wait", "--timeout", "20s");

        Assert.Equal(7, waited.Code);
        Assert.Contains("has not stopped yet", waited.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_one_has_stopped_when_nobody_answers_where_it_was()
    {
        var silo = Silo(SiloState.Serving);
        silo.Address = Service.Url;
        State.Silos.Enqueue([silo]);
        var stopped = Task.CompletedTask;
        State.AfterEffect["ListSilos"] = () => stopped = Task.Run(() => Service.DisposeAsync().AsTask());

        var waited = await Caller.RunAsync("drain", "ward", "--wait");

        await stopped;
        Assert.Equal((0, "ward has stopped. Everything that it acknowledged is stored.\n"), (waited.Code, waited.Out));
    }

    [Fact]
    public async Task One_that_stopped_before_needs_nothing()
    {
        State.Silos.Enqueue([Silo(SiloState.Stopped)]);

        Assert.Equal("ward had stopped already.\n", (await Caller.RunAsync("drain", "ward", "--wait")).Out);
    }

    [Fact]
    public async Task One_that_is_not_there_is_refused()
    {
        State.Silos.Enqueue([Silo(SiloState.Serving)]);

        var refused = await Caller.RunAsync("drain", "wrad");

        Assert.Equal(1, refused.Code);
        Assert.Contains("no process of that name", refused.Error, StringComparison.Ordinal);
    }

    private static SiloInfo Silo(SiloState state) => new() { Name = "ward", State = state };
}
