extern alias cli;

using cli::MedRecords.Cli.Running;

namespace MedRecords.Cli.Tests.Parsing;

public sealed class When_a_length_of_time_is_typed
{
    [Theory]
    [InlineData("30", 30_000)]
    [InlineData("30s", 30_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("250ms", 250)]
    [InlineData("5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    public void It_is_understood(string text, int milliseconds) => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Durations.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5s")]
    [InlineData("soon")]
    [InlineData("5 days")]
    public void Anything_else_is_not(string text) => Assert.Null(Durations.Parse(text));
}
