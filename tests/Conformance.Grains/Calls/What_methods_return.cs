namespace MedRecords.Conformance.Grains.Calls;

public sealed class What_methods_return(GrainHost host) : IClassFixture<GrainHost>
{
    private readonly ICallsGrain grain = host.NewGrain<ICallsGrain>();

    [Fact]
    public async Task Tasks_answer()
    {
        await grain.Nothing();
        Assert.Equal(28, await grain.Sum(1, 2, 3, 4, 5, "six666", 7.0));
        Assert.Equal("yes", await grain.Maybe(true));
        Assert.Null(await grain.Maybe(false));
    }

    [Fact]
    public async Task Inherited_and_overloaded_methods_are_told_apart()
    {
        Assert.Equal("inherited", await grain.Inherited());
        Assert.Equal(3, await grain.Overloaded(3));
        Assert.Equal("three", await grain.Overloaded("three"));
    }

    [Fact]
    public async Task A_sequence_comes_whole_and_in_order()
    {
        var numbers = new List<int>();
        await foreach (var number in grain.Numbers(500)) numbers.Add(number);
        Assert.Equal(Enumerable.Range(0, 500), numbers);
    }

    [Fact]
    public async Task A_sequence_that_fails_fails_where_it_is_read()
    {
        var numbers = new List<int>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var number in grain.Broken()) numbers.Add(number);
        });
        Assert.Equal("The page is torn.", failure.Message);
        Assert.Equal([1], numbers);
    }

    [Fact]
    public async Task The_grain_takes_other_calls_while_a_sequence_waits()
    {
        using var source = new CancellationTokenSource();
        var reading = ReadAsync("open", source.Token);
        await host.Probe.Until($"{grain.GetPrimaryKeyString()} open waits");
        await grain.Nothing();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await host.Probe.Until($"{grain.GetPrimaryKeyString()} open closed");
    }

    [Fact]
    public async Task A_sequence_left_early_is_closed_in_the_grain()
    {
        await using (var numbers = grain.Endless("left").GetAsyncEnumerator())
        {
            Assert.True(await numbers.MoveNextAsync());
            Assert.Equal(1, numbers.Current);
        }

        await host.Probe.Until($"{grain.GetPrimaryKeyString()} left closed");
    }

    private async Task ReadAsync(string name, CancellationToken token)
    {
        await foreach (var number in grain.Endless(name).WithCancellation(token)) Assert.Equal(1, number);
    }
}
