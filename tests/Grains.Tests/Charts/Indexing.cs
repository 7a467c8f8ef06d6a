using MedRecords.Grains.Charts;

namespace MedRecords.Grains.Tests.Charts;

public sealed class Indexing
{
    [Fact]
    public void An_index_of_many_versions_is_the_same_after_bytes()
    {
        var index = ChartIndex.Empty;
        for (var version = 1; version <= 1000; version++)
            index = index.Add((ulong)version, Record(version % 10 == 0 ? ChartChangeKind.Amended : ChartChangeKind.Recorded, version % 10 == 0 ? version - 1 : 0));

        var again = ChartIndex.FromBytes(index.ToBytes(), 1000)!;

        Assert.Equal(index.All(), again.All());
        Assert.Equal(1000, again.LatestOf(999));
        Assert.Equal(998, again.LatestOf(998));
        Assert.Equal(0, again.LatestOf(1000));
        Assert.Equal(777, again.FindOperation(777));
        Assert.Equal(0, again.FindOperation(5000));
    }

    [Fact]
    public void Adding_leaves_the_index_before_as_it_was()
    {
        var before = ChartIndex.Empty.Add(1, Record(ChartChangeKind.Recorded, 0));
        var after = before.Add(2, Record(ChartChangeKind.Retracted, 1));

        Assert.Equal((1, 1), (before.Count, before.LatestOf(1)));
        Assert.Equal((2, 2), (after.Count, after.LatestOf(1)));
    }

    [Fact]
    public void Bytes_of_another_length_are_no_index() =>
        Assert.Null(ChartIndex.FromBytes(new byte[37], 1));

    private static VersionRecord Record(ChartChangeKind change, int entry) => new(0, 0, entry, 1, 8, change);
}
