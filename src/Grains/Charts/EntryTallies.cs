using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>
/// How many entries there are of each kind with the same labels, retracted ones not counted: enough to tell any
/// reader how many they may see without going through the chart. Immutable, and short, since few kinds and labels
/// come together in one chart.
/// </summary>
public sealed class EntryTallies
{
    /// <summary>No entries.</summary>
    public static readonly EntryTallies None = new([]);

    private readonly Tally[] _tallies;

    private EntryTallies(Tally[] tallies) => _tallies = tallies;

    private readonly record struct Tally(byte Kind, uint Labels, int Count);

    /// <summary>Takes counts of entries.</summary>
    public static EntryTallies Of(IEnumerable<KeyValuePair<(byte Kind, uint Labels), int>> counts) =>
        new([.. counts.Select(count => new Tally(count.Key.Kind, count.Key.Labels, count.Value)).OrderBy(tally => tally.Kind)]);

    /// <summary>How many entries of each kind a reader may see, by kind.</summary>
    public IReadOnlyList<KindTally> VisibleTo(Sight sight)
    {
        var visible = new List<KindTally>(_tallies.Length);
        foreach (var tally in _tallies)
        {
            if (tally.Count == 0 || !sight.Sees((EntryKind)tally.Kind, tally.Labels))
                continue;
            if (visible.Count > 0 && visible[^1].Kind == (EntryKind)tally.Kind)
                visible[^1] = visible[^1] with { Count = visible[^1].Count + tally.Count };
            else
                visible.Add(new KindTally((EntryKind)tally.Kind, tally.Count));
        }

        return visible;
    }

    /// <summary>The tallies with so many entries more, or fewer, like a revision.</summary>
    public EntryTallies Add(in VersionRecord revision, int by)
    {
        var (kind, labels, place) = (revision.Kind, revision.Labels, 0);
        // They stay in the order of kinds, so that those of one kind are side by side.
        while (place < _tallies.Length && _tallies[place].Kind <= kind)
        {
            if (_tallies[place].Kind == kind && _tallies[place].Labels == labels)
            {
                var changed = (Tally[])_tallies.Clone();
                changed[place] = changed[place] with { Count = changed[place].Count + by };
                return new EntryTallies(changed);
            }

            place++;
        }

        return new EntryTallies([.. _tallies.AsSpan(0, place), new Tally(kind, labels, by), .. _tallies.AsSpan(place)]);
    }
}
