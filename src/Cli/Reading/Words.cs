using MedRecords.V1;

namespace MedRecords.Cli.Reading;

/// <summary>Enumerations as the words that people read and type.</summary>
internal static class Words
{
    /// <summary>What stands in place of a detail that the service did not release.</summary>
    public const string NotShown = "(not shown to your role)";

    /// <summary>A value's name in lower case, its words joined by a separator.</summary>
    public static string Of<T>(T value, char separator = ' ') where T : struct, Enum
    {
        var name = value.ToString();
        return string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"{separator}{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
    }

    /// <summary>The value that a person typed, e.g. "records-office"; null where there is none of that name.</summary>
    public static T? Parse<T>(string text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) != 0 && string.Equals(Of(value, '-'), text.Replace('_', '-'), StringComparison.OrdinalIgnoreCase))
                return value;
        return null;
    }

    /// <summary>Every value that a person can type.</summary>
    public static string[] All<T>() where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) != 0).Select(value => Of(value, '-'))];

    /// <summary>An entry's kind as clinicians call it.</summary>
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Unspecified => "chart",
        EntryKind.Condition => "problem",
        EntryKind.Immunization => "vaccination",
        EntryKind.DiagnosticReport => "report",
        EntryKind.ImagingStudy => "imaging",
        EntryKind.Benefit => "payer's decision",
        _ => Of<EntryKind>(kind),
    };
}
