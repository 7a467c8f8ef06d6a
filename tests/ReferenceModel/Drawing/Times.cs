using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MedRecords.V1;

namespace MedRecords.ReferenceModel.Drawing;

/// <summary>Times of one case, all around one moment: exactly at it, one tick (100 ns) beside it, or far away.</summary>
/// <param name="dice">Chance.</param>
internal sealed class Times(Dice dice)
{
    private static readonly TimeSpan[] _steps =
        [TimeSpan.FromTicks(-1), TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromDays(-3), TimeSpan.FromDays(3)];

    private readonly DateTimeOffset _moment = dice.Pick(Universe.Moments);

    /// <summary>The time of the decision, now and then as a clock far from Greenwich shows it.</summary>
    public DateTimeOffset OfDecision()
    {
        var time = _moment.AddTicks(dice.Below(3) - 1);
        return dice.Chance(10) ? time.ToOffset(TimeSpan.FromHours(dice.Chance(50) ? 13 : -11)) : time;
    }

    /// <summary>A validity that is in force more often than not.</summary>
    public Validity? Validity()
    {
        if (dice.Chance(25))
            return null;
        return new Validity { From = dice.Chance(40) ? null : Early(), Until = dice.Chance(40) ? null : Late() };
    }

    /// <summary>A time that has probably come.</summary>
    public Timestamp Early() => Timestamp.FromDateTimeOffset(dice.Chance(50) ? _moment.AddDays(-3) : _moment + dice.Pick(_steps));

    /// <summary>A time that is probably still to come.</summary>
    public Timestamp Late() => Timestamp.FromDateTimeOffset(dice.Chance(50) ? _moment.AddDays(3) : _moment + dice.Pick(_steps));

    /// <summary>A birth date near a birthday that matters, whole, in part or broken.</summary>
    public string BirthDate()
    {
        if (dice.Chance(12))
            return dice.Pick(Universe.BrokenDates);
        var year = _moment.Year - dice.Pick(Universe.Ages) - dice.Below(3) + 1;
        var day = DateTime.IsLeapYear(year) && dice.Chance(40) ? new DateTime(year, 2, 29) : new DateTime(year, _moment.Month, Math.Min(_moment.Day, 28)).AddDays(dice.Below(5) - 2);
        var form = dice.Below(6) switch { 0 => "yyyy", 1 => "yyyy-MM", _ => "yyyy-MM-dd" };
        return day.ToString(form, CultureInfo.InvariantCulture);
    }
}
