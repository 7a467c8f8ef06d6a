namespace MedRecords.Conformance.Grains.Filters;

public sealed class Around_a_call : IAsyncLifetime
{
    private GrainHost host = null!;

    public async Task InitializeAsync() => host = await GrainHost.StartAsync(silo =>
        silo.AddIncomingGrainCallFilter<OuterFilter>().AddIncomingGrainCallFilter<InnerFilter>());

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Filters_run_in_the_order_added_and_may_change_the_result()
    {
        var grain = host.NewGrain<IFiltersGrain>();
        Assert.Equal("CONTENT OF LETTER", await grain.Read("letter"));
        Assert.Equal(["outer IFiltersGrain.Read", "inner", "reads letter", "outer has CONTENT OF LETTER"], host.Probe.NotesOf(grain.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task A_call_without_an_answer_has_no_result()
    {
        var grain = host.NewGrain<IFiltersGrain>();
        await grain.Write("letter");
        Assert.Equal(["outer IFiltersGrain.Write", "inner", "writes letter", "outer has nothing"], host.Probe.NotesOf(grain.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task A_value_task_passes_like_a_task() => Assert.Equal(7, await host.NewGrain<IFiltersGrain>().Size());

    [Fact]
    public async Task A_filter_that_throws_keeps_the_call_from_the_grain()
    {
        var grain = host.Client.GetGrain<IFiltersGrain>($"refused-{Guid.NewGuid()}");
        var refusal = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grain.Write("letter"));
        Assert.Equal("Not this chart.", refusal.Message);
        Assert.Equal(["outer IFiltersGrain.Write", "inner"], host.Probe.NotesOf(grain.GetPrimaryKeyString()));
    }
}
