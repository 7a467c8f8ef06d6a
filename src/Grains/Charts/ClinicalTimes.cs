using System.Globalization;

namespace MedRecords.Grains.Charts;

/// <summary>FHIR dates and dateTimes (R4, section 2.24.0.1), which may be partial.</summary>
public static class ClinicalTimes
{
    private static readonly string[] Formats = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    /// <summary>The first moment that a text can mean, Unix milliseconds; null where it is not of the form. Without an offset it is taken as UTC.</summary>
    public static long? ToUnixMs(string text)
    {
        if (text.Length == 0)
            return null;
        var styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text.Length > 10)
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var moment) ? moment.ToUnixTimeMilliseconds() : null;
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, styles, out var day) ? day.ToUnixTimeMilliseconds() : null;
    }
}
