namespace MedRecords.Simulation.Tests;

/// <summary>The battery's row R8 does the same with thousands of seeds; one that fails is run again with "./battery R8 --seed N".</summary>
public sealed class Under_faults
{
    private const int Seeds = 200;

    private static readonly Lazy<RunReport[]> Reports = new(() =>
    {
        var reports = new RunReport[Seeds];
        Parallel.For(0, Seeds, i => reports[i] = Run.Of(i + 1));
        return reports;
    });

    [Fact]
    public void Loses_doubles_and_leaks_nothing() =>
        Assert.Empty(Reports.Value.SelectMany(report => report.Problems.Select(problem => $"seed {report.Seed}: {problem}")));

    /// <summary>
    /// 7193: a write's outcome was lost, its author's rights ended, and the second look said that it was refused. 1482: a
    /// chart's first event came between the looks for its key and for its events, and the chart was called damaged.
    /// </summary>
    [Theory]
    [InlineData(7193)]
    [InlineData(1482)]
    public void Holds_where_it_once_did_not(int seed) => Assert.Empty(Run.Of(seed).Problems);

    [Theory]
    [InlineData("database crash")]
    [InlineData("failed sync")]
    [InlineData("full disk")]
    [InlineData("silo kill")]
    [InlineData("silo pause")]
    [InlineData("broken connection")]
    [InlineData("clock jump")]
    [InlineData("deactivation")]
    public void Meets_every_kind_of_fault(string fault) =>
        Assert.InRange(Reports.Value.Count(report => report.Faults.ContainsKey(fault)), Seeds / 2, Seeds);

    [Theory]
    [InlineData("OutcomeUnknownException")]
    [InlineData("JournalUnavailableException")]
    [InlineData("already recorded")]
    [InlineData("OperationReused")]
    [InlineData("VersionMismatch")]
    [InlineData("NotSignedIn")]
    [InlineData("EntryRetracted")]
    [InlineData("snapshot")]
    [InlineData("what was being written is lost")]
    [InlineData("what was being written was on the disk")]
    public void Comes_upon_every_outcome(string words) =>
        Assert.Contains(Reports.Value, report => report.Trace.Lines.Any(line => line.Contains(words, StringComparison.Ordinal)));

    [Fact]
    public void Still_gets_work_done() =>
        Assert.All(Reports.Value, report => Assert.InRange(report.Released, 10, int.MaxValue));
}
