using MedRecords.GrpcFrontend.Mapping;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Text;

public class FhirDates
{
    [Theory]
    [InlineData("2011", "2011-01-01T00:00:00.000Z")]
    [InlineData("2011-12", "2011-12-01T00:00:00.000Z")]
    [InlineData("2011-12-13", "2011-12-13T00:00:00.000Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.000Z")]
    [InlineData("2011-12-13T22:28:27Z", "2011-12-13T22:28:27.000Z")]
    [InlineData("2011-12-13T22:28:27.5-05:00", "2011-12-14T03:28:27.500Z")]
    [InlineData("2011-12-13T00:28:27.123456+14:00", "2011-12-12T10:28:27.123Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z")]
    public void Begin_where_they_say(string text, string start)
    {
        Assert.True(FhirText.TryGetStart(text, out var moment));
        Assert.Equal(start, DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("201")]
    [InlineData("20111")]
    [InlineData("2011-")]
    [InlineData("2011-13")]
    [InlineData("2011-1-1")]
    [InlineData("2023-02-29")]
    [InlineData("2011-12-13T")]
    [InlineData("2011-12-13T22:28Z")]
    [InlineData("2011-12-13T22:28:27")]
    [InlineData("2011-12-13T24:00:00Z")]
    [InlineData("2011-12-13T22:28:27.Z")]
    [InlineData("2011-12-13T22:28:27+14:30")]
    [InlineData("2011-12-13T22:28:27+5:00")]
    [InlineData("2011-12-13 22:28:27Z")]
    [InlineData("２０１１")]
    [InlineData("+011")]
    public void Are_none_in_any_other_form(string text) => Assert.False(FhirText.IsDateTime(text));

    [Fact]
    public void Hold_no_time_of_day()
    {
        Assert.True(FhirText.IsDate("1970-01"));
        Assert.False(FhirText.IsDate("2011-12-13T22:28:27Z"));
    }
}
