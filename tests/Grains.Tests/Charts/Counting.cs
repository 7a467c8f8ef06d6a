using FsCheck;
using FsCheck.Fluent;
using MedRecords.Grains.Access;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.Grains.Tests.Charts;

public sealed class Counting
{
    private static readonly Sight Nurse = Sight.Of(new RoleRights(new RoleRules
    {
        Role = Role.Nurse,
        Reads = { EntryKind.Note, EntryKind.Allergy },
        Sensitivities = { Sensitivity.Normal, Sensitivity.Restricted },
    }));

    [Fact]
    public void Tallies_are_what_counting_one_by_one_finds_also_after_bytes() => Prop.ForAll(
        Gen.ListOf(Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        numbers =>
        {
            var index = numbers.Aggregate(ChartIndex.Empty, Change);
            var expected = CountOneByOne(index);
            Assert.Equal(expected, index.Tallies.VisibleTo(Nurse));
            Assert.Equal(expected, ChartIndex.FromBytes(index.ToBytes(), index.Count)!.Tallies.VisibleTo(Nurse));
        }).QuickCheckThrowOnFailure();

    /// <summary>Makes a change out of a number: records, or amends or retracts an entry that is there.</summary>
    private static ChartIndex Change(ChartIndex index, int number)
    {
        EntryKind[] kinds = [EntryKind.Note, EntryKind.Allergy, EntryKind.Claim];
        var labels = RoleRights.Labels(((number / 8) % 3) switch { 0 => [], 1 => [Sensitivity.Restricted], _ => [Sensitivity.VeryRestricted] });
        var entries = index.All().Where(v => v.Record.Change == ChartChangeKind.Recorded).Select(v => v.Version).ToList();
        if (entries.Count == 0 || number % 8 < 5)
            return index.Add(0, new VersionRecord(0, 0, 0, labels, (byte)kinds[number % 3], ChartChangeKind.Recorded));
        var entry = entries[number / 32 % entries.Count];
        var latest = index[index.LatestOf(entry)];
        if (latest.Change == ChartChangeKind.Retracted)
            return index.Add(0, new VersionRecord(0, 0, 0, 1, 0, ChartChangeKind.Chart));
        return number % 8 == 5
            ? index.Add(0, latest with { Entry = entry, Change = ChartChangeKind.Retracted })
            : index.Add(0, latest with { Entry = entry, Labels = labels, Change = ChartChangeKind.Amended });
    }

    private static List<KindTally> CountOneByOne(ChartIndex index) =>
    [
        .. index.All()
            .Where(v => v.Record.Change == ChartChangeKind.Recorded)
            .Select(v => index[index.LatestOf(v.Version)])
            .Where(latest => latest.Change != ChartChangeKind.Retracted && Nurse.Sees((EntryKind)latest.Kind, latest.Labels))
            .CountBy(latest => (EntryKind)latest.Kind)
            .OrderBy(count => count.Key)
            .Select(count => new KindTally(count.Key, count.Value)),
    ];
}
