using Grpc.Core;
using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Watch;

public sealed class When_charts_change : Situation
{
    [Fact]
    public async Task Json_has_one_response_a_line()
    {
        Changes(3);

        var finished = await Caller.RunAsync("watch", "--from-start", "--count", "3", "--json");

        Assert.Equal(0, finished.Code);
        Assert.Equal([1, 2, 3], finished.Lines.Select(line => line["change"]!["version"]!.GetValue<long>()));
        Assert.Equal("token-3", finished.Lines[2]["resumeToken"]!.GetValue<string>());
    }

    [Fact]
    public async Task Text_says_what_happened_to_which_chart()
    {
        Changes(1);

        var finished = await Caller.RunAsync("watch", "--from-start", "--count", "1");

        Assert.Contains("chart-1  version 1  append  observation no. 1", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_do_not_count_and_are_not_shown_as_text()
    {
        Changes(1);
        State.Feed.Insert(0, new WatchResponse { ResumeToken = "checkpoint" });

        var finished = await Caller.RunAsync("watch", "--from-start", "--count", "1");

        Assert.Single(finished.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_broken_connection_neither_skips_nor_doubles_a_change()
    {
        Changes(4);
        State.FailNext("Watch", FakeErrors.Of(StatusCode.Unavailable, "ERROR_REASON_JOURNAL_UNAVAILABLE"), afterEffect: true, times: 2);

        var finished = await Caller.RunAsync("watch", "--from-start", "--count", "4", "--json");

        Assert.Equal([1, 2, 3, 4], finished.Lines.Select(line => line["change"]!["version"]!.GetValue<long>()));
        Assert.Equal(3, State.CountOf("Watch"));
    }

    [Fact]
    public async Task A_resume_file_lets_a_later_run_go_on_where_the_last_one_ended()
    {
        Changes(3);
        var file = Path.Combine(Caller.Home, "token");

        await Caller.RunAsync("watch", "--from-start", "--count", "2", "--resume-file", file);
        var finished = await Caller.RunAsync("watch", "--from-start", "--count", "1", "--resume-file", file, "--json");

        Assert.Equal(3, finished.Lines.Single()["change"]!["version"]!.GetValue<long>());
    }

    [Fact]
    public async Task An_interruption_exits_with_130()
    {
        using var interrupt = new CancellationTokenSource();
        var running = Caller.RunAsync(interrupt.Token, "watch");
        while (State.CountOf("Watch") == 0 && !running.IsCompleted)
            await Task.Yield();
        await interrupt.CancelAsync();

        Assert.Equal(130, (await running).Code);
    }

    private void Changes(int count)
    {
        for (var version = 1; version <= count; version++)
            State.Feed.Add(new WatchResponse { ResumeToken = $"token-{version}", Change = new Change { ChartId = "chart-1", Version = version, EntryId = version, Kind = EntryKind.Observation, Action = AccessAction.Append } });
    }
}
