using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MedRecords.V1;

namespace MedRecords.ReferenceModel.Generation;

/// <summary>Moments and dates, most of them at or beside an edge.</summary>
internal static class Times
{
    private static readonly DateTimeOffset[] _moments =
    [
        new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1),
        new(2028, 2, 29, 12, 30, 0, TimeSpan.Zero),
        new(2026, 12, 31, 23, 0, 0, TimeSpan.FromHours(-5)),
        new(2027, 1, 1, 1, 0, 0, TimeSpan.FromHours(9)),
        new(2026, 7, 15, 8, 0, 0, TimeSpan.Zero),
    ];

    private static readonly string[] _oddDates = ["", "unknown", "2012-13", "2011-2-29", "2011-02-29", "20110301", "2011-03-01T08:00:00Z", " 2011", "0000", "9999", "9999-12", "9999-12-31"];

    /// <summary>When a case takes place.</summary>
    public static DateTimeOffset Moment(Dice dice) => dice.Pick<DateTimeOffset>(_moments);

    /// <summary>When something is in force; more often than not at the time.</summary>
    public static Validity? Validity(Dice dice, DateTimeOffset time)
    {
        if (dice.Chance(25))
            return null;
        return new Validity
        {
            From = dice.Chance(30) ? null : Edge(dice, time, -1),
            Until = dice.Chance(30) ? null : Edge(dice, time, 1),
        };
    }

    /// <summary>A moment beside the time; as a rule well to one side of it.</summary>
    /// <param name="dice">Chance.</param>
    /// <param name="time">The time.</param>
    /// <param name="side">-1 for before, 1 for after.</param>
    public static Timestamp Edge(Dice dice, DateTimeOffset time, int side) => Timestamp.FromDateTimeOffset(dice.Below(8) switch
    {
        0 => time,
        1 => time.AddTicks(1),
        2 => time.AddTicks(-1),
        3 => time.AddHours(-side),
        _ => time.AddHours(side),
    });

    /// <summary>A birth date a day before, at or after a birthday, as precise as it may be; or odd text.</summary>
    public static string BirthDate(Dice dice, DateTimeOffset time)
    {
        if (dice.Chance(20))
            return dice.Pick<string>(_oddDates);
        if (dice.Chance(20))
            return dice.Pick<string>(["2008-02-29", "2012-02-29", "2008-02", "2012-02"]);
        var day = time.UtcDateTime.Date.AddYears(-dice.Pick<int>([0, 11, 12, 13, 17, 18, 19, 60])).AddDays(dice.Below(3) - 1);
        return day.ToString(dice.Pick<string>(["yyyy-MM-dd", "yyyy-MM-dd", "yyyy-MM", "yyyy"]), CultureInfo.InvariantCulture);
    }
}
