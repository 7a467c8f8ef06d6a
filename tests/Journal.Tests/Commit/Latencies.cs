using MedRecords.Journal.Commit;
using MedRecords.Journal.Tests.Conformance;

namespace MedRecords.Journal.Tests.Commit;

public sealed class Latencies
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1_234)]
    [InlineData(987_654_321)]
    public void Are_exact_to_an_eighth(long microseconds)
    {
        var window = new LatencyWindow();
        window.Record(TimeSpan.FromMicroseconds(microseconds));

        var (count, median, p99) = window.Take();

        Assert.Equal((1, median), (count, p99));
        Assert.InRange(median.TotalMicroseconds, microseconds, microseconds * 1.125);
    }

    [Fact]
    public void Are_told_by_what_half_and_all_but_one_of_a_hundred_took()
    {
        var window = new LatencyWindow();
        for (var i = 0; i < 50; i++)
            window.Record(TimeSpan.FromMilliseconds(1));
        for (var i = 0; i < 49; i++)
            window.Record(TimeSpan.FromMilliseconds(10));
        window.Record(TimeSpan.FromSeconds(1));

        var (count, median, p99) = window.Take();

        Assert.Equal(100, count);
        Assert.InRange(median.TotalMilliseconds, 1, 1.2);
        Assert.InRange(p99.TotalMilliseconds, 10, 12);
    }

    [Fact]
    public void Begin_anew_each_time_they_are_taken()
    {
        var window = new LatencyWindow();
        window.Record(TimeSpan.FromMilliseconds(1));
        window.Take();

        Assert.Equal((0, TimeSpan.Zero, TimeSpan.Zero), window.Take());
    }

    [Theory, EveryBackend]
    public async Task Of_a_committer_are_those_of_its_commits(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        await using var committer = new GroupCommitter(store);
        await committer.CommitAsync(Given.Write(Given.History(), 0, "one")).InTime("a commit");
        await committer.CommitAsync(Given.Write(Given.History(), 0, "another")).InTime("a commit");

        Assert.Equal(2, committer.TakeLoad().Commits);
        Assert.Equal((0, 0L), (committer.TakeLoad().Queued, committer.TakeLoad().Commits));
    }
}
