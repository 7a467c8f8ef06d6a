namespace MedRecords.Conformance.Grains.PersistentState;

/// <summary>What every storage must do; a storage joins with a class that sets up a host.</summary>
public abstract class PagesTests : IAsyncLifetime
{
    protected GrainHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await StartAsync();

    public virtual Task DisposeAsync() => Host.DisposeAsync();

    protected abstract Task<GrainHost> StartAsync();

    /// <summary>Returns keys of every kind that storages may lay out differently.</summary>
    public static TheoryData<string> Keys =>
    [
        $"chart-{Guid.NewGuid()}",
        Guid.NewGuid().ToString("N"),
        Guid.NewGuid().ToString("N") + "+part",
        Guid.NewGuid().ToString("N")[..15],
        Guid.NewGuid().ToString("N")[..15] + "+part",
        $"Å/{Guid.NewGuid()} 'quoted'",
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task State_that_was_written_is_there_when_the_next_activation_begins(string key)
    {
        var grain = Host.Client.GetGrain<IStateGrain>(key);
        Assert.Equal("no record, '' revision 0, ''", await grain.OnActivation());
        await grain.Write("first");
        await grain.Write("second");
        await grain.Leave();
        Assert.Equal("record, 'second' revision 2, 'cover of second'", await grain.OnActivation());
        await grain.Write("third");
        Assert.Equal("record, 'third' revision 3, 'cover of third'", await grain.Current());
        Assert.Equal(2, Host.Probe.CountOf(key));
    }

    [Fact]
    public async Task Cleared_state_is_gone_and_can_be_written_again()
    {
        var grain = Host.NewGrain<IStateGrain>();
        await grain.Clear();
        await grain.Write("first");
        await grain.Clear();
        Assert.Equal("no record, '' revision 0, 'cover of first'", await grain.Current());
        await grain.Leave();
        Assert.Equal("no record, '' revision 0, 'cover of first'", await grain.OnActivation());
        await grain.Write("second");
        Assert.Equal("record, 'second' revision 1, 'cover of second'", await grain.Current());
    }
}
