using Google.Protobuf.WellKnownTypes;
using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Cluster;

public sealed class When_several_serve : Situation
{
    [Fact]
    public async Task Each_has_a_row_in_words()
    {
        State.Silos.Enqueue([
            new SiloInfo { Name = "north-1", Site = "north", Version = "0.2.0", State = SiloState.Serving, Charts = 1204, Calls = 12, Queued = 3, CommitMedian = Milliseconds(1.24), CommitP99 = Milliseconds(48), Watchers = 2, FeedLag = Milliseconds(5000), Health = new HealthLook { Healthy = true } },
            new SiloInfo { Name = "north-2", Site = "north", Version = "0.1.0", State = SiloState.Draining, Health = new HealthLook { Words = "It is being taken out of service." } },
            new SiloInfo { Name = "south-1", Site = "south", Version = "0.1.0", State = SiloState.Stopped, Unseen = Milliseconds(300_000) },
        ]);

        Caller.Width = 130;

        var shown = await Caller.RunAsync("cluster");

        Assert.Equal(0, shown.Code);
        var lines = shown.Out.Split('\n');
        Assert.Equal("2 processes at 1 site, 1 of them serving; version 0.1.0 beside 0.2.0.", lines[0].TrimEnd());
        Assert.Matches(@"^north-1 +north +0\.2\.0 +serving +1,204 +12 +3 +1\.2 ms, p99 48 ms +2 watchers, 5 s behind +well", Row(lines, "north-1"));
        Assert.Matches(@"^north-2 +north +0\.1\.0 +draining ", Row(lines, "north-2"));
        Assert.Matches(@"^south-1 +south +0\.1\.0 +stopped 5 min ago ", Row(lines, "south-1"));
    }

    [Fact]
    public async Task Names_and_numbers_stay_whole_where_there_is_little_room()
    {
        Caller.Width = 80;
        State.Silos.Enqueue([
            new SiloInfo { Name = "north-records-1", Site = "north", Version = "0.2.0", State = SiloState.Serving, Charts = 1_234_567, Calls = 12, CommitMedian = Milliseconds(1.24), CommitP99 = Milliseconds(48), Watchers = 2, FeedLag = Milliseconds(5000), Health = new HealthLook { Healthy = true } },
        ]);

        var shown = (await Caller.RunAsync("cluster")).Out;

        Assert.Contains("north-records-1", shown, StringComparison.Ordinal);
        Assert.Contains("1,234,567", shown, StringComparison.Ordinal);
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task One_that_is_not_seen_is_named_with_how_long()
    {
        State.Silos.Enqueue([new SiloInfo { Name = "lost", Site = "north", State = SiloState.Serving, Unseen = Milliseconds(14_000) }]);

        var shown = await Caller.RunAsync("cluster");

        Assert.Contains("none of them serving", shown.Out, StringComparison.Ordinal);
        Assert.Contains("not seen for 14 s", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_what_to_do()
    {
        State.Silos.Enqueue([new SiloInfo
        {
            Name = "ward", Site = "north", State = SiloState.Serving, ClockDifference = Milliseconds(-4000), Health = new HealthLook { Words = "PostgreSQL does not answer." },
        }]);

        var shown = (await Caller.RunAsync("cluster")).Out.ReplaceLineEndings(" ");

        Assert.Contains("ward is not well: PostgreSQL does not answer.", shown, StringComparison.Ordinal);
        Assert.Contains("ward's clock is 4 s behind the database's", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_a_line_for_each()
    {
        State.Silos.Enqueue([new SiloInfo { Name = "a", Charts = 7, State = SiloState.Serving }, new SiloInfo { Name = "b" }]);

        var lines = (await Caller.RunAsync("cluster", "--json")).Lines;

        Assert.Equal(["a", "b"], lines.Select(line => line["name"]!.GetValue<string>()));
        Assert.Equal(7, lines[0]["charts"]!.GetValue<long>());
        Assert.Equal("SILO_STATE_SERVING", lines[0]["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Watching_shows_them_anew_and_outlasts_one_that_leaves()
    {
        State.Silos.Enqueue([new SiloInfo { Name = "a" }]);
        State.AfterEffect["ListSilos"] = () => State.FailNext("ListSilos", FakeErrors.Draining());

        var lines = (await Caller.RunAsync("cluster", "--watch", "--for", "7s", "--json")).Lines;

        Assert.InRange(lines.Length, 2, 4);
        Assert.InRange(State.CountOf("ListSilos"), lines.Length + 1, 5);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public async Task A_terminal_is_not_steered_by_what_a_silo_says(int width)
    {
        (Caller.AtTerminal, Caller.Width) = (true, width);
        State.Silos.Enqueue([new SiloInfo { Name = "a", State = SiloState.Serving, Health = new HealthLook { Words = "\u001b[2Jgone" } }]);

        var shown = await Caller.RunAsync("cluster");

        Assert.DoesNotContain("\u001b[2J", shown.Out, StringComparison.Ordinal);
        Assert.Contains("a is not well:", shown.Out, StringComparison.Ordinal);
    }

    private static Duration Milliseconds(double length) => Duration.FromTimeSpan(TimeSpan.FromMilliseconds(length));

    private static string Row(string[] lines, string name) => lines.Single(line => line.StartsWith(name, StringComparison.Ordinal));
}
