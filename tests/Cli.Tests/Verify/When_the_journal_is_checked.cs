using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Verify;

public sealed class When_the_journal_is_checked : Situation
{
    [Fact]
    public async Task A_sound_journal_exits_with_0()
    {
        State.Verification.AddRange([new VerifyJournalResponse { Commits = 5 }, new VerifyJournalResponse { Commits = 9, Versions = 20, Finished = true }]);

        var finished = await Caller.RunAsync("verify");

        Assert.Equal(0, finished.Code);
        Assert.Contains("intact: 9 commits, 20 versions", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_exits_with_9_and_names_every_finding()
    {
        State.Verification.AddRange([new VerifyJournalResponse { Commits = 5, Finding = "commit 3 does not match its hash" }, new VerifyJournalResponse { Commits = 9, Finished = true, Finding = "the log's head is older" }]);

        var finished = await Caller.RunAsync("verify", "--json");

        Assert.Equal(9, finished.Code);
        Assert.False(finished.Lines.Single()["intact"]!.GetValue<bool>());
        Assert.Equal(2, finished.Lines.Single()["findings"]!.AsArray().Count);
        Assert.Contains("commit 3", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_does_not_reach_the_end_proves_nothing()
    {
        State.Verification.Add(new VerifyJournalResponse { Commits = 5 });

        Assert.Equal(7, (await Caller.RunAsync("verify")).Code);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 9)]
    public async Task A_single_chart_can_be_checked(bool damaged, int code)
    {
        State.Charts["chart-1"] = new FakeChart("main") { Version = 4 };
        if (damaged)
            State.Findings.Add("damage");

        Assert.Equal(code, (await Caller.RunAsync("verify", "chart-1")).Code);
    }
}
