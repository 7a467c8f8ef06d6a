using MedRecords.GrpcFrontend.Admission;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class Timeouts
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("30S", 30_000)]
    [InlineData("150m", 150)]
    [InlineData("2500u", 2.5)]
    [InlineData("99999999n", 99.9999)]
    public void Are_digits_and_a_unit(string header, double milliseconds) =>
        Assert.Equal(milliseconds, Of(header)!.Value.TotalMilliseconds, precision: 3);

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("10")]
    [InlineData("-1S")]
    [InlineData("1 S")]
    [InlineData("1s")]
    [InlineData("123456789S")]
    public void Of_another_form_are_none(string header) => Assert.Null(Of(header));

    private static TimeSpan? Of(string header)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["grpc-timeout"] = header;
        return CallTimeout.Of(http.Request);
    }
}
