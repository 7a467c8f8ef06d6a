namespace MedRecords.Conformance.Grains.Interleaving;

public sealed class While_a_call_waits(GrainHost host) : IClassFixture<GrainHost>
{
    private readonly IInterleavingGrain grain = host.NewGrain<IInterleavingGrain>();

    private string Key => grain.GetPrimaryKeyString();

    [Fact]
    public Task A_read_lets_reads_in() => SecondBeginsWhileFirstWaits(grain.Read, grain.Read);

    [Fact]
    public Task A_read_keeps_writes_out() => SecondBeginsAfterFirst(grain.Read, grain.Write);

    [Fact]
    public Task A_write_keeps_reads_out() => SecondBeginsAfterFirst(grain.Write, grain.Read);

    [Fact]
    public Task A_write_keeps_writes_out() => SecondBeginsAfterFirst(grain.Write, grain.Write);

    [Fact]
    public Task A_call_that_always_interleaves_enters_beside_a_write() => SecondBeginsWhileFirstWaits(grain.Write, grain.Peek);

    [Fact]
    public Task A_call_that_always_interleaves_lets_writes_in() => SecondBeginsWhileFirstWaits(grain.Peek, grain.Write);

    [Fact]
    public async Task Reads_that_waited_for_a_write_run_beside_one_another()
    {
        var write = grain.Write("first");
        await host.Probe.Until($"{Key} first begins");
        Task[] reads = [grain.Read("second"), grain.Read("third")];
        host.Probe.Reach($"{Key} first may end");
        await host.Probe.Until($"{Key} second begins");
        await host.Probe.Until($"{Key} third begins");
        host.Probe.Reach($"{Key} second may end");
        host.Probe.Reach($"{Key} third may end");
        await Task.WhenAll([write, .. reads]);
    }

    [Fact]
    public async Task A_stateless_worker_has_as_many_activations_as_allowed_and_no_more()
    {
        var worker = host.Client.GetGrain<IWorkerGrain>(Key);
        Task<Guid>[] calls = [worker.Work("first"), worker.Work("second"), worker.Work("third")];
        var begun = await Task.WhenAny(Both("first", "second"), Both("first", "third"), Both("second", "third"));
        await begun;
        foreach (var name in new[] { "first", "second", "third" }) host.Probe.Reach($"{Key} {name} may end");
        Assert.Equal(2, (await Task.WhenAll(calls)).Distinct().Count());
    }

    private Task Both(string one, string other) =>
        Task.WhenAll(host.Probe.Until($"{Key} {one} begins"), host.Probe.Until($"{Key} {other} begins"));

    private async Task SecondBeginsWhileFirstWaits(Func<string, Task> first, Func<string, Task> second)
    {
        var one = first("first");
        await host.Probe.Until($"{Key} first begins");
        var two = second("second");
        await host.Probe.Until($"{Key} second begins");
        host.Probe.Reach($"{Key} first may end");
        host.Probe.Reach($"{Key} second may end");
        await Task.WhenAll(one, two);
    }

    private async Task SecondBeginsAfterFirst(Func<string, Task> first, Func<string, Task> second)
    {
        var one = first("first");
        await host.Probe.Until($"{Key} first begins");
        var two = second("second");

        // The grain has looked at the second call by the time a later one, which always interleaves, has been and gone.
        host.Probe.Reach($"{Key} look may end");
        await grain.Peek("look");
        Assert.False(host.Probe.HasReached($"{Key} second begins"));

        host.Probe.Reach($"{Key} first may end");
        host.Probe.Reach($"{Key} second may end");
        await Task.WhenAll(one, two);
        var notes = host.Probe.NotesOf(Key).Where(note => !note.StartsWith("look"));
        Assert.Equal(["first begins", "first ends", "second begins", "second ends"], notes);
    }
}
