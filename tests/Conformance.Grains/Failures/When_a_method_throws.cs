namespace MedRecords.Conformance.Grains.Failures;

public sealed class When_a_method_throws(GrainHost host) : IClassFixture<GrainHost>
{
    private readonly IFailuresGrain grain = host.NewGrain<IFailuresGrain>();

    [Fact]
    public async Task The_caller_gets_its_type_and_message()
    {
        Assert.Equal("at once", (await Assert.ThrowsAsync<ChartLockedException>(() => grain.Fail("at once"))).Message);
        Assert.Equal("later", (await Assert.ThrowsAsync<ChartLockedException>(() => grain.FailLater("later"))).Message);
    }

    [Fact]
    public async Task The_grain_stays()
    {
        await Assert.ThrowsAsync<ChartLockedException>(() => grain.Fail("once"));
        await Assert.ThrowsAsync<ChartLockedException>(() => grain.FailLater("twice"));
        Assert.Equal(2, await grain.Calls());
    }
}
