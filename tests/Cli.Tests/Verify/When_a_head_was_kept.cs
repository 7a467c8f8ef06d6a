using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Verify;

public sealed class When_a_head_was_kept : Situation
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_checked_as_it_was_printed(bool json)
    {
        var file = await KeepAsync(json);

        var finished = await Caller.RunAsync("audit", "--check-head", file);

        Assert.Equal(0, finished.Code);
        Assert.Contains("begins with the 12 commits", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_does_not_fit_exits_with_9_and_says_what_it_means()
    {
        var file = await KeepAsync(json: false);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("size        12", "size        11", StringComparison.Ordinal));

        var finished = await Caller.RunAsync("audit", "--check-head", file);

        Assert.Equal(9, finished.Code);
        Assert.Contains("first 11 commits are not those of this head", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"size\": \"x\"}")]
    [InlineData("size  one\nroot  ff\nsignature  AA==")]
    [InlineData("size  1\nroot  zz\nsignature  AA==")]
    public async Task A_file_that_holds_none_is_refused(string text)
    {
        var file = await KeepAsync(json: false);
        await File.WriteAllTextAsync(file, text);

        var finished = await Caller.RunAsync("audit", "--check-head", file);

        Assert.Equal(8, finished.Code);
        Assert.Contains("holds no head", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_one_of_the_three_is_asked_for_at_a_time()
    {
        Assert.Equal(2, (await Caller.RunAsync("audit", "--head", "--check-head", "x")).Code);
        Assert.Equal(2, (await Caller.RunAsync("audit", "chart-1", "--check-head", "x")).Code);
        Assert.Equal(2, (await Caller.RunAsync("audit")).Code);
    }

    private async Task<string> KeepAsync(bool json)
    {
        var printed = await Caller.RunAsync(json ? ["audit", "--head", "--json"] : ["audit", "--head"]);
        var file = Path.Combine(Caller.Home, "head");
        await File.WriteAllTextAsync(file, printed.Out);
        return file;
    }
}
