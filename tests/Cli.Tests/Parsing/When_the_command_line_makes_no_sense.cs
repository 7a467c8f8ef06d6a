using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Parsing;

public sealed class When_the_command_line_makes_no_sense : IDisposable
{
    private readonly Caller _caller = new("http://127.0.0.1:1");

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("show")]
    [InlineData("staff")]
    [InlineData("retract", "chart-1", "2")]
    [InlineData("retract", "chart-1", "two", "--reason", "wrong patient")]
    [InlineData("show", "chart-1", "--as-of", "yesterday")]
    [InlineData("health", "--wait", "soon")]
    [InlineData("export", "chart-1", "--format", "hl7v2")]
    [InlineData("search", "Smith", "--purpose", "curiosity")]
    [InlineData("search", "Smith", "--server", "127.0.0.1:5080")]
    [InlineData("search")]
    [InlineData("audit")]
    [InlineData("restore", "backup.bin")]
    [InlineData("generate", "--entries", "0")]
    [InlineData("sign-in", "--password", "secret")]
    [InlineData("append", "chart-1", "--vital", "courage=9", "--site", "main")]
    [InlineData("append", "chart-1", "--problem", " ")]
    public async Task It_exits_with_2_and_says_so_in_one_line(params string[] args)
    {
        var finished = await _caller.RunAsync(args);

        Assert.Equal(2, finished.Code);
        Assert.Empty(finished.Out);
        Assert.StartsWith("medrecords: ", finished.Error, StringComparison.Ordinal);
        Assert.Single(finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_line_names_the_help_of_that_command()
    {
        var finished = await _caller.RunAsync("staff", "add");

        Assert.Contains("`medrecords staff add --help`", finished.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _caller.Dispose();
}
