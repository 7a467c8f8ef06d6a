extern alias cli;

using cli::MedRecords.Cli.Output;

namespace MedRecords.Cli.Tests.Output;

public sealed class When_recorded_text_is_printed
{
    [Theory]
    [InlineData("plain, with ümlauts and 血圧", "plain, with ümlauts and 血圧")]
    [InlineData("red\u001b[31m", "red [31m")]
    [InlineData("c1\u009b31m", "c1 31m")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("ab\u202Edc", "ab dc")]
    [InlineData(null, "")]
    public void Nothing_in_it_can_steer_the_terminal(string? text, string expected) => Assert.Equal(expected, Clean.Line(text));

    [Fact]
    public void Line_breaks_stay_where_text_may_have_several_lines() => Assert.Equal("one\ntwo  three", Clean.Lines("one\r\ntwo\t\u0007three"));
}
