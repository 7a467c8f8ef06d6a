using System.Buffers;
using System.Globalization;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>FHIR R4's dates, times and decimal numbers as text.</summary>
internal static class FhirText
{
    /// <summary>Rule told where a date or dateTime is wrong.</summary>
    public const string DateTimeRule = "must be a FHIR date or dateTime";

    /// <summary>Rule told where a number is wrong.</summary>
    public const string DecimalRule = "must be a decimal number";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Whether a text is a FHIR date or dateTime: a year, a month, a day, or a moment with its zone.</summary>
    public static bool IsDateTime(string text) => TryGetStart(text, out _);

    /// <summary>Whether a text is a FHIR date, which may be partial.</summary>
    public static bool IsDate(string text) => text.Length <= 10 && TryGetStart(text, out _);

    /// <summary>The moment at which a date or dateTime begins, in Unix milliseconds; where it has no zone, in UTC.</summary>
    public static bool TryGetStart(ReadOnlySpan<char> text, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        int month = 1, day = 1;
        if (!TryNumber(text, 0, 4, 1, 9999, out var year)) return false;
        if (text.Length > 4 && !(text[4] == '-' && TryNumber(text, 5, 2, 1, 12, out month))) return false;
        if (text.Length > 7 && !(text[7] == '-' && TryNumber(text, 8, 2, 1, DateTime.DaysInMonth(year, month), out day))) return false;
        if (text.Length is not (4 or 7 or 10) && !(text.Length > 10 && text[10] == 'T')) return false;

        var start = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        long time = 0;
        if (text.Length > 10 && !TryGetTime(text[11..], out time)) return false;
        unixMilliseconds = start + time;
        return true;
    }

    /// <summary>Whether a text is a decimal number as FHIR writes it.</summary>
    public static bool IsDecimal(ReadOnlySpan<char> text)
    {
        if (text.Length > 64) return false;
        if (text.StartsWith('-')) text = text[1..];
        var whole = text;
        var length = TakeDigits(ref text);
        if (length == 0 || (length > 1 && whole[0] == '0')) return false;
        if (text.StartsWith('.'))
        {
            text = text[1..];
            if (TakeDigits(ref text) == 0) return false;
        }

        if (text.Length > 0 && text[0] is ('e' or 'E'))
        {
            text = text[1..];
            if (text.Length > 0 && text[0] is ('+' or '-')) text = text[1..];
            if (TakeDigits(ref text) == 0) return false;
        }

        return text.IsEmpty;
    }

    // "hh:mm:ss", perhaps a fraction, and the zone. Second 60 is a leap second.
    private static bool TryGetTime(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length < 9 || text[2] != ':' || text[5] != ':') return false;
        if (!TryNumber(text, 0, 2, 0, 23, out var hour)) return false;
        if (!TryNumber(text, 3, 2, 0, 59, out var minute)) return false;
        if (!TryNumber(text, 6, 2, 0, 60, out var second)) return false;
        text = text[8..];
        var fraction = 0;
        if (text[0] == '.')
        {
            text = text[1..];
            var digits = text;
            var length = TakeDigits(ref text);
            if (length == 0) return false;
            for (var place = 0; place < 3; place++) fraction = (fraction * 10) + (place < length ? digits[place] - '0' : 0);
        }

        if (!TryGetZone(text, out var zoneMinutes)) return false;
        milliseconds = (((((hour * 60L) + minute - zoneMinutes) * 60) + second) * 1000) + fraction;
        return true;
    }

    private static bool TryGetZone(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z") return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':') return false;
        if (!TryNumber(text, 1, 2, 0, 14, out var hours) || !TryNumber(text, 4, 2, 0, hours == 14 ? 0 : 59, out minutes)) return false;
        minutes = (text[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, int start, int length, int least, int most, out int number)
    {
        number = 0;
        return text.Length >= start + length
            && int.TryParse(text.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number >= least
            && number <= most;
    }

    private static int TakeDigits(ref ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(Digits);
        if (length < 0) length = text.Length;
        text = text[length..];
        return length;
    }
}
