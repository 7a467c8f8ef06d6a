extern alias cli;

using cli::MedRecords.Cli.Reading;

namespace MedRecords.Cli.Tests.Output;

public sealed class When_numbers_are_long
{
    [Theory]
    [InlineData("102.58595182504396", "102.6")]
    [InlineData("1.23456789", "1.235")]
    [InlineData("-0.000412345678", "-0.0004123")]
    [InlineData("123456.789", "123457")]
    public void People_see_four_digits(string recorded, string shown) => Assert.Equal(shown, Values.Number(recorded));

    [Theory]
    [InlineData("5.40")]
    [InlineData("1234567")]
    [InlineData("0.0004")]
    [InlineData("not a number")]
    [InlineData("")]
    public void Short_ones_and_words_stay_as_recorded(string recorded) => Assert.Equal(recorded, Values.Number(recorded));
}
