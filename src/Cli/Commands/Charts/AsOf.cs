using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>The option that shows a chart as it was known at a moment.</summary>
internal static class AsOf
{
    /// <summary>The option.</summary>
    public static Option<DateTimeOffset?> Option() => new("--as-of")
    {
        HelpName = "TIME",
        Description = "As the chart was known at this moment, e.g. 2024-05-01T08:00 (local time) or 2024-05-01T08:00Z.",
        CustomParser = Parse,
    };

    /// <summary>The moment as requests carry it.</summary>
    public static Timestamp? ToTimestamp(DateTimeOffset? moment) => moment is { } at ? Timestamp.FromDateTimeOffset(at) : null;

    /// <summary>Reads a moment that a person typed.</summary>
    public static DateTimeOffset? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment))
            return moment;
        argument.AddError($"'{text}' is no moment: write it like 2024-05-01T08:00.");
        return null;
    }
}
