using System.Globalization;
using MedRecords.V1;

namespace MedRecords.Cli.Generating;

/// <summary>A made-up person with a made-up medical history: the same for the same seed, number and length.</summary>
internal sealed record SyntheticChart(SyntheticPerson Person, IReadOnlyList<EntryContent> Entries)
{
    // The histories end on a fixed day, so that a seed means the same today and in ten years.
    private static readonly DateTime End = new(2025, 6, 30, 8, 0, 0);

    // A visit never records less; so many visits are enough.
    private const int LeastPerVisit = 5;
    private const int UsualDaysApart = 120;

    /// <summary>Makes a chart up.</summary>
    public static SyntheticChart Create(long seed, int number, int entryCount)
    {
        var random = new SeededRandom(string.Create(CultureInfo.InvariantCulture, $"medrecords {seed} {number} {entryCount}"));
        var person = SyntheticPerson.Create(random);
        var history = new SyntheticHistory(person, random);
        var visits = (entryCount + LeastPerVisit - 1) / LeastPerVisit;
        var life = End - person.Born.ToDateTime(default) - TimeSpan.FromDays(30);
        var apart = TimeSpan.FromTicks(Math.Min(TimeSpan.FromDays(UsualDaysApart).Ticks, life.Ticks / visits));
        for (var left = visits; history.Entries.Count < entryCount; left--)
            history.AddVisit(End - (apart * left));
        return new SyntheticChart(person, [.. history.Entries.Take(entryCount)]);
    }
}
