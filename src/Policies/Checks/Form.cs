using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedRecords.Policies.Checks;

/// <summary>What is wrong with a statement.</summary>
/// <param name="Path">The statement's path.</param>
/// <param name="Sentence">What is wrong, and what to do. It quotes no value but the path's.</param>
public sealed record Complaint(string Path, string Sentence);

/// <summary>Whether a policy has the form that policy.proto wants: what is required, ranges, known words, keys that differ.</summary>
public static class Form
{
    private const int MostMembers = 1000;
    private const int LongestText = 500;

    /// <summary>What is wrong with a message.</summary>
    public static IEnumerable<Complaint> Check(IMessage message, string prefix = "") =>
        message.Descriptor.Fields.InFieldNumberOrder().SelectMany(field => CheckField(message, field, prefix + field.Name));

    private static IEnumerable<Complaint> CheckField(IMessage message, FieldDescriptor field, string path)
    {
        var constraints = Constraints.Of(field);
        var value = field.Accessor.GetValue(message);
        if (constraints.IsRequired && IsMissing(value))
            return [new Complaint(path, $"'{field.Name}' is missing: give it.")];
        if (field.FieldType == FieldType.Message && field.MessageType.File.Package == "google.protobuf")
            return CheckTimestamp(value, field, path);
        if (field.IsRepeated)
            return CheckList((IList)value, field, constraints, path);
        return value is IMessage inner ? Check(inner, $"{path}.") : CheckScalar(value, field, constraints, path);
    }

    private static IEnumerable<Complaint> CheckList(IList values, FieldDescriptor field, Constraints constraints, string path)
    {
        if (values.Count > MostMembers)
            return [new Complaint(path, $"'{field.Name}' has more than {MostMembers} values: it may have fewer.")];
        if (field.FieldType != FieldType.Message)
        {
            var twice = values.Cast<object>().Distinct().Count() < values.Count ? [new Complaint(path, $"'{field.Name}' has a value twice: keep one of them.")] : Enumerable.Empty<Complaint>();
            return twice.Concat(values.Cast<object>().SelectMany(value => CheckScalar(value, field, constraints, path)));
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        return values.Cast<IMessage>().SelectMany((member, index) =>
        {
            var key = Statements.KeyOf(member, index);
            return keys.Add(key) ? Check(member, $"{path}.{key}.") : [new Complaint($"{path}.{key}", $"'{field.Name}' has two members with the same '{Constraints.KeyOf(member.Descriptor)?.Name}': make one of them.")];
        });
    }

    private static IEnumerable<Complaint> CheckScalar(object? value, FieldDescriptor field, Constraints constraints, string path)
    {
        var sentence = value switch
        {
            int number when number < constraints.AtLeast || number > constraints.AtMost => $"'{field.Name}' must be {constraints.AtLeast} to {constraints.AtMost}.",
            string text when text.Length > (constraints.AtMost ?? LongestText) => $"'{field.Name}' must have at most {constraints.AtMost ?? LongestText} characters.",
            string text when text.Any(char.IsControl) || text.Contains('\uFFFD') => $"'{field.Name}' must be text without control characters, on one line.",
            System.Enum word when field.EnumType.FindValueByNumber(Convert.ToInt32(word, System.Globalization.CultureInfo.InvariantCulture)) is null || (field.IsRepeated && IsMissing(word)) =>
                $"'{field.Name}' has a value that is not known: use {string.Join(", ", Vocabulary.WordsOf(field.EnumType))}.",
            _ => null,
        };
        return sentence is null ? [] : [new Complaint(path, sentence)];
    }

    // A timestamp from elsewhere can hold a number that is no moment.
    private static IEnumerable<Complaint> CheckTimestamp(object? value, FieldDescriptor field, string path) =>
        value is not Google.Protobuf.WellKnownTypes.Timestamp { Seconds: < -62135596800 or > 253402300799 } and not Google.Protobuf.WellKnownTypes.Timestamp { Nanos: < 0 or > 999_999_999 }
            ? []
            : [new Complaint(path, $"'{field.Name}' is no moment: use one of the years 1 to 9999.")];

    private static bool IsMissing(object? value) => value switch
    {
        null => true,
        IList list => list.Count == 0,
        string text => string.IsNullOrWhiteSpace(text),
        System.Enum word => Convert.ToInt32(word, System.Globalization.CultureInfo.InvariantCulture) == 0,
        _ => false,
    };
}
