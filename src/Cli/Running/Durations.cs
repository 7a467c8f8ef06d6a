using System.CommandLine.Parsing;
using System.Globalization;

namespace MedRecords.Cli.Running;

/// <summary>Lengths of time as people type them: 30, 30s, 500ms, 5m, 2h.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <summary>Parses an option's value and reports what is wrong with it.</summary>
    public static TimeSpan? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        var parsed = Parse(text);
        if (parsed is null)
            argument.AddError($"'{text}' is no length of time: write it like 30s, 5m or 2h.");
        return parsed;
    }

    /// <summary>Parses a length of time above zero; null where it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (suffix, seconds) in Units)
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && decimal.TryParse(text[..^suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number > 0 && number < 1_000_000)
                return TimeSpan.FromSeconds((double)number * seconds);
        return null;
    }
}
