using static MedRecords.Battery.Tests.Check.Histories;

namespace MedRecords.Battery.Tests.Check;

public sealed class SoundHistory
{
    [Fact]
    public void Has_nothing_wrong() => Assert.Empty(Find(Operations));

    [Fact]
    public void May_order_what_overlaps_either_way() =>
        Assert.Empty(Find([.. Operations, Read(93, 4, 61, 75, 12, 11), Read(94, 3, 45, 69, 11)]));

    [Fact]
    public void May_hold_or_lack_what_a_client_gave_up()
    {
        Assert.Empty(Find([.. Operations, Lost(14, from: 100)]));
        Assert.Empty(Find([.. Operations, Lost(14, from: 100)], [.. Log, new(6, 6, 14)], [.. Log, new(6, 6, 14)]));
    }
}
