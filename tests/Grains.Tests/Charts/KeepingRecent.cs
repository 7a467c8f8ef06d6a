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

    [Fact]
    public void Whoever_holds_an_earlier_state_still_finds_what_it_had()
    {
        var before = Enumerable.Range(1, 200).Aggregate(RecentEvents.Empty, static (recent, version) => recent.Add([new OpenedEvent(version, [(byte)version], default)]));

        _ = Enumerable.Range(201, 300).Aggregate(before, static (recent, version) => recent.Add([new OpenedEvent(version, [(byte)version], default)]));

        Assert.Equal(200 - RecentEvents.MaxCount + 1, before.Oldest);
        for (var version = before.Oldest; version <= 200; version++)
            Assert.Equal((byte)version, Assert.Single(before.Find(version)!));
    }
}
