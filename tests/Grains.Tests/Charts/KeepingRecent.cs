using MedRecords.Grains.Charts;
using MedRecords.Journal;

namespace MedRecords.Grains.Tests.Charts;

public sealed class KeepingRecent
{
    [Fact]
    public void The_newest_events_are_kept_and_no_more_than_fit()
    {
        var recent = RecentEvents.Empty;
        for (var version = 1; version <= 300; version++)
            recent = recent.Add([new OpenedEvent(version, [(byte)version], default)]);

        Assert.Equal(300 - RecentEvents.MaxCount + 1, recent.Oldest);
        Assert.Equal((byte)(300 % 256), Assert.Single(recent.Find(300)!));
        Assert.Null(recent.Find(recent.Oldest - 1));
        Assert.Null(recent.Find(301));
    }

    [Fact]
    public void Large_events_crowd_out_older_ones_but_the_newest_stays()
    {
        var recent = RecentEvents.Empty.Add([new OpenedEvent(1, new byte[400_000], default), new OpenedEvent(2, new byte[400_000], default), new OpenedEvent(3, new byte[900_000], default)]);

        Assert.Null(recent.Find(2));
        Assert.NotNull(recent.Find(3));
    }
}
