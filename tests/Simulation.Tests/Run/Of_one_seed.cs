namespace MedRecords.Simulation.Tests;

public sealed class Of_one_seed
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1234)]
    public void Gives_the_same_trace_each_time(int seed)
    {
        var (first, second) = (Run.Of(seed).Trace.Lines.ToList(), Run.Of(seed).Trace.Lines.ToList());

        Assert.True(first.Count > 50, "hardly anything happened");
        Assert.Equal(first, second);
    }

    [Fact]
    public void Gives_a_trace_of_its_own() => Assert.NotEqual(Run.Of(1).Trace.Hash, Run.Of(2).Trace.Hash);
}
