using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Keys;

public sealed class When_master_keys_change : Situation
{
    [Fact]
    public async Task Each_is_listed_with_its_place_and_what_it_wraps()
    {
        State.MasterKeys.MasterKeys.AddRange([new MasterKeyUse { Id = "0a", Keys = 7, Place = 1 }, new MasterKeyUse { Id = "0b", Keys = 5, Place = 2 }, new MasterKeyUse { Id = "0c", Place = 3 }]);

        var finished = await Caller.RunAsync("keys");

        Assert.Equal(0, finished.Code);
        Assert.Matches(@"0a +7 +key 1, in use", finished.Out);
        Assert.Matches(@"0b +5 +key 2, still needed", finished.Out);
        Assert.Matches(@"0c +0 +key 3, wraps nothing", finished.Out);
    }

    [Fact]
    public async Task A_ring_that_is_not_taken_up_fails_with_the_reason()
    {
        State.MasterKeys.MasterKeys.Add(new MasterKeyUse { Id = "0a", Keys = 7, Place = 1 });
        State.MasterKeys.Problem = "Line 1 is no key.";

        var finished = await Caller.RunAsync("keys", "--json");

        Assert.Equal(1, finished.Code);
        Assert.Equal("0a", finished.Lines.Single()["masterKeys"]![0]!["id"]!.GetValue<string>());
        Assert.Contains("Line 1 is no key.", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true, "", 0)]
    [InlineData(2, true, "", 9)]
    [InlineData(0, false, "", 7)]
    [InlineData(0, false, "The key ring lacks master key 0b.", 1)]
    public async Task Wrapping_anew_tells_by_its_exit_code_how_it_ended(int unopened, bool finished, string problem, int code)
    {
        State.Rewrapping.AddRange([new RewrapKeysResponse { Checked = 5, Problem = problem }, new RewrapKeysResponse { Checked = 9, Rewrapped = 6, Unopened = unopened, Finished = finished, Problem = problem }]);

        var run = await Caller.RunAsync("keys", "rewrap");

        Assert.Equal(code, run.Code);
        Assert.Equal(finished, run.Out.Contains("9 keys checked, 6 wrapped anew", StringComparison.Ordinal));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }
}
