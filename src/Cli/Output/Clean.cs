using System.Globalization;
using System.Text;

namespace MedRecords.Cli.Output;

/// <summary>Makes recorded text safe to print: what a chart says must never steer the terminal that shows it.</summary>
internal static class Clean
{
    /// <summary>The text on one line, without control characters or invisible direction marks.</summary>
    public static string Line(string? text) => Replace(text, keepLines: false);

    /// <summary>The text with its line breaks, and nothing else that steers a terminal.</summary>
    public static string Lines(string? text) => Replace(text, keepLines: true);

    private static string Replace(string? text, bool keepLines)
    {
        if (text is null || !text.Any(Steers))
            return text ?? "";
        var clean = new StringBuilder(text.Length);
        foreach (var c in text.Replace("\r\n", "\n", StringComparison.Ordinal))
            clean.Append(!Steers(c) || (keepLines && c == '\n') ? c : ' ');
        return clean.ToString();
    }

    private static bool Steers(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' or '\u061C';
}
