extern alias cli;

using cli::MedRecords.Cli.Generating;
using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Generate;

public sealed class When_the_seed_is_the_same : Situation
{
    [Fact]
    public void The_charts_are_the_same_word_for_word()
    {
        for (var number = 0; number < 50; number++)
        {
            var (one, other) = (SyntheticChart.Create(42, number, 60), SyntheticChart.Create(42, number, 60));

            Assert.Equal(one.Person.Demographics, other.Person.Demographics);
            Assert.Equal(one.Entries, other.Entries);
            Assert.Equal(60, one.Entries.Count);
        }
    }

    // Generated charts are part of what a seed promises: a change here changes every demonstration that names one.
    [Fact]
    public void They_stay_the_same_from_release_to_release()
    {
        var chart = SyntheticChart.Create(42, 0, 60);

        Assert.Equal("Becker, Chloé Jasmine 2019-02-06 15470", $"{chart.Person.Name} {chart.Person.Born:yyyy-MM-dd} {chart.Entries.Sum(entry => (long)entry.CalculateSize())}");
    }

    [Fact]
    public void Another_seed_or_number_makes_another_person()
    {
        var names = Enumerable.Range(0, 20).SelectMany(i => new[] { SyntheticChart.Create(1, i, 10), SyntheticChart.Create(2, i, 10) }).Select(chart => $"{chart.Person.Name} {chart.Person.Born}").ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_says_so()
    {
        string[] command = ["generate", "--patients", "3", "--seed", "7", "--entries", "450"];

        var first = await Caller.RunAsync(command);
        var versions = State.Charts.ToDictionary(chart => chart.Key, chart => chart.Value.Version);
        var second = await Caller.RunAsync(command);

        Assert.Contains("Generated 3 charts of seed 7 at main.", first.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing changed: all 3 charts of seed 7 at main were there already.", second.Out, StringComparison.Ordinal);
        Assert.Equal(versions, State.Charts.ToDictionary(chart => chart.Key, chart => chart.Value.Version));
        Assert.All(versions.Values, version => Assert.Equal(451, version));
    }

    [Fact]
    public async Task A_run_that_broke_off_is_completed_by_the_next()
    {
        string[] command = ["generate", "--patients", "2", "--seed", "7", "--parallel", "1", "--json"];
        State.FailNext("AppendEntries", FakeErrors.Of(Grpc.Core.StatusCode.PermissionDenied, "ERROR_REASON_NOT_PERMITTED"));

        Assert.Equal(4, (await Caller.RunAsync(command)).Code);
        var finished = await Caller.RunAsync(command);

        Assert.Equal(0, finished.Code);
        Assert.Equal(2, State.Charts.Count);
        Assert.All(State.Charts.Values, chart => Assert.Equal(41, chart.Entries.Count));
        Assert.Equal(0, finished.Lines[^1]["unchanged"]!.GetValue<int>());
    }
}
