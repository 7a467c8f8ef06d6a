using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Policies.Yaml;

namespace MedRecords.Policies.Reading;

/// <summary>Reads single values as a field's type wants them.</summary>
internal static partial class ScalarReader
{
    /// <summary>The value; null, with what is wrong, where the text is none.</summary>
    public static object? Read(FieldDescriptor field, YamlScalar scalar, out string wrong)
    {
        wrong = string.Empty;
        switch (field.FieldType)
        {
            case FieldType.String:
                return scalar.Text;
            case FieldType.Bool:
                wrong = $"'{field.Name}' is true or false.";
                return scalar is { Plain: true, Text: "true" or "false" } ? scalar.Text == "true" : null;
            case FieldType.Int32:
                wrong = $"'{field.Name}' is a whole number.";
                return scalar.Plain && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
            case FieldType.Enum:
                wrong = $"'{Quoted(scalar.Text)}' is no word for '{field.Name}': use {string.Join(", ", Vocabulary.WordsOf(field.EnumType))}.";
                return Vocabulary.NumberOf(field.EnumType, scalar.Text) is { } value ? System.Enum.ToObject(field.EnumType.ClrType, value) : null;
            default:
                wrong = $"'{field.Name}' is a moment with its offset, e.g. 2026-07-01T00:00:00Z.";
                return Moment().IsMatch(scalar.Text) && DateTimeOffset.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var moment) ? Timestamp.FromDateTimeOffset(moment) : null;
        }
    }

    /// <summary>A word of the file in a sentence, cut where it is long.</summary>
    public static string Quoted(string text)
    {
        var line = text.Replace('\n', ' ').Replace('\r', ' ');
        return line.Length <= 40 ? line : $"{line[..40]}…";
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Moment();
}
