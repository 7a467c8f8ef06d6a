using System.Globalization;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>How old a patient is.</summary>
internal static class Age
{
    /// <summary>Whole years at the time's date in UTC, never more than the patient is; null where the text is not a FHIR date.</summary>
    /// <remarks>Whoever was born on 29 February gets a year older on 1 March where the year has no such day.</remarks>
    public static int? InYears(string birthDate, DateTimeOffset time)
    {
        if (LastPossibleDay(birthDate) is not { } born)
            return null;
        var today = DateOnly.FromDateTime(time.UtcDateTime);
        var hadBirthday = (today.Month, today.Day).CompareTo((born.Month, born.Day)) >= 0;
        return today.Year - born.Year - (hadBirthday ? 0 : 1);
    }

    private static DateOnly? LastPossibleDay(string text) => text.Length switch
    {
        4 => Parse(text, "yyyy") is { } year ? new DateOnly(year.Year, 12, 31) : null,
        7 => Parse(text, "yyyy-MM") is { } month ? new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)) : null,
        10 => Parse(text, "yyyy-MM-dd"),
        _ => null,
    };

    private static DateOnly? Parse(string text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
