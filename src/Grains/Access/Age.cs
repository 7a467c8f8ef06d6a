namespace MedRecords.Grains.Access;

/// <summary>Ages of patients.</summary>
internal static class Age
{
    /// <summary>
    /// The age in whole years at a moment, by its day in UTC; null where the birth date says none. Where it lacks the
    /// day or the month, the last one that it may be counts: nobody is taken for older than they may be.
    /// </summary>
    /// <param name="birthDate">FHIR date text: yyyy, yyyy-MM or yyyy-MM-dd.</param>
    /// <param name="at">The moment.</param>
    public static int? Of(string birthDate, DateTimeOffset at)
    {
        if (LastDay(birthDate) is not { } born)
            return null;
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var years = today.Year - born.Year;
        // Who is born on 29 February comes of age on 1 March.
        return (today.Month, today.Day).CompareTo((born.Month, born.Day)) < 0 ? years - 1 : years;
    }

    /// <summary>The last day that a FHIR date text can mean; null where it is not of the form.</summary>
    public static DateOnly? LastDay(string text) => text.Length switch
    {
        4 when DateOnly.TryParseExact(text, "yyyy", out var year) => new DateOnly(year.Year, 12, 31),
        7 when DateOnly.TryParseExact(text, "yyyy-MM", out var month) => new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)),
        10 when DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) => day,
        _ => null,
    };
}
