using Grpc.Core;
using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Append;

public sealed class When_something_goes_wrong : Situation
{
    private static readonly string[] Command = ["append", "chart-1", "--note", "Slept well.", "--json"];

    [Theory]
    [InlineData(StatusCode.Unknown, "ERROR_REASON_OUTCOME_UNKNOWN", true)]
    [InlineData(StatusCode.Unknown, "OUTCOME_UNKNOWN", true)]
    [InlineData(StatusCode.Unavailable, "ERROR_REASON_JOURNAL_UNAVAILABLE", false)]
    public async Task An_uncertain_call_is_repeated_with_the_same_operation_id(StatusCode code, string reason, bool afterEffect)
    {
        State.Charts["chart-1"] = new FakeChart("main");
        State.FailNext("AppendEntries", FakeErrors.Of(code, reason), afterEffect, times: 2);

        var finished = await Caller.RunAsync(Command);

        Assert.Equal(0, finished.Code);
        Assert.Equal(afterEffect, finished.Lines.Single()["alreadyRecorded"]!.GetValue<bool>());
        Assert.Single(State.Charts["chart-1"].Entries);
        Assert.Equal(3, State.CountOf("AppendEntries"));
    }

    [Fact]
    public async Task An_overloaded_service_is_left_alone_for_as_long_as_it_asks()
    {
        State.Charts["chart-1"] = new FakeChart("main");
        State.FailNext("AppendEntries", FakeErrors.Overloaded(TimeSpan.FromSeconds(7)));

        Assert.Equal(0, (await Caller.RunAsync(Command)).Code);
        Assert.InRange(((InstantTime)Caller.Time).Waited, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(29));
    }

    [Fact]
    public async Task When_time_is_up_the_sentence_tells_how_to_repeat_it_safely()
    {
        State.Charts["chart-1"] = new FakeChart("main");
        State.FailNext("AppendEntries", FakeErrors.Of(StatusCode.Unknown, "ERROR_REASON_OUTCOME_UNKNOWN"), times: 1000);

        var finished = await Caller.RunAsync([.. Command, "--operation-id", "op-7", "--at", "2025-03-01", "--timeout", "10s"]);

        Assert.Equal(7, finished.Code);
        Assert.Contains("run the same command again with --operation-id op-7 --at 2025-03-01", finished.Error, StringComparison.Ordinal);
        Assert.True(State.CountOf("AppendEntries") > 3);
    }

    [Fact]
    public async Task A_newer_chart_exits_with_6_and_names_its_version()
    {
        State.Charts["chart-1"] = new FakeChart("main") { Version = 12 };

        var finished = await Caller.RunAsync([.. Command, "--expected-version", "11"]);

        Assert.Equal(6, finished.Code);
        Assert.Contains("(it is at version 12)", finished.Error, StringComparison.Ordinal);
        Assert.Empty(finished.Out);
    }

    [Theory]
    [InlineData("{\"note\":{\"txt\":\"one\"}}")]
    [InlineData("{\"note\":")]
    [InlineData("")]
    public async Task Json_that_is_no_entry_exits_with_8(string json)
    {
        var finished = await Caller.RunAsync("append", "chart-1", "--json-file", Caller.Write("entries.json", json));

        Assert.Equal(8, finished.Code);
        Assert.Contains("entries.json", finished.Error, StringComparison.Ordinal);
        Assert.Equal(0, State.CountOf("AppendEntries"));
    }

    [Fact]
    public async Task Nothing_to_record_is_a_usage_error() => Assert.Equal(2, (await Caller.RunAsync("append", "chart-1")).Code);
}
