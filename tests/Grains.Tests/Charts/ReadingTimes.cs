using MedRecords.Grains.Charts;

namespace MedRecords.Grains.Tests.Charts;

public sealed class ReadingTimes
{
    [Theory]
    [InlineData("1970", 0L)]
    [InlineData("1970-02", 31L * 86_400_000)]
    [InlineData("1970-01-02", 86_400_000L)]
    [InlineData("1970-01-01T01:00:00+01:00", 0L)]
    [InlineData("1970-01-01T00:00:00.5Z", 500L)]
    [InlineData("", null)]
    [InlineData("yesterday", null)]
    [InlineData("1970-13", null)]
    public void A_partial_date_is_its_first_moment(string text, long? expected) => Assert.Equal(expected, ClinicalTimes.ToUnixMs(text));
}
