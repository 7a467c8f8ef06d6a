using MedRecords.GrpcFrontend.Mapping;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Text;

public class FhirDecimals
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("1.50")]
    [InlineData("-12.000")]
    [InlineData("6.02e23")]
    [InlineData("1E-7")]
    public void Are_kept_as_written(string text) => Assert.True(FhirText.IsDecimal(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1,5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData(" 1")]
    [InlineData("١")]
    public void Are_none_in_any_other_form(string text) => Assert.False(FhirText.IsDecimal(text));
}
