using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MedRecords.Policies;

/// <summary>One statement of a policy.</summary>
/// <param name="Path">Names of fields with dots between, and the key of a list's member, e.g. "roles.nurse.actions".</param>
/// <param name="Field">The field.</param>
/// <param name="Values">Its values: one, or those of a list.</param>
public sealed record Statement(string Path, FieldDescriptor Field, IReadOnlyList<object> Values)
{
    /// <summary>The values as a file has them.</summary>
    public IReadOnlyList<string> Words => [.. Values.Select(value => Statements.WordOf(Field, value))];

    /// <summary>Whether it says nothing: an empty list, or what stands where nothing was written.</summary>
    public bool IsEmpty => Values.Count == 0 || (!Field.IsRepeated && Values[0] is "" or false or 0);
}

/// <summary>A policy as statements, each with its path.</summary>
public static class Statements
{
    /// <summary>Every statement of a message; messages inside count by their own fields.</summary>
    public static IEnumerable<Statement> Of(IMessage message, string prefix = "") =>
        message.Descriptor.Fields.InFieldNumberOrder().SelectMany(field => OfField(message, field, prefix));

    /// <summary>A value as a file has it.</summary>
    public static string WordOf(FieldDescriptor field, object value) => value switch
    {
        Timestamp time => time.ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        string text => text,
        _ when field.FieldType == FieldType.Enum => Vocabulary.WordOf(field.EnumType, Convert.ToInt32(value, CultureInfo.InvariantCulture)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>What tells a list's member apart from the others, as paths have it.</summary>
    internal static string KeyOf(IMessage member, int index) => Constraints.KeyOf(member.Descriptor) is { } key
        ? WordOf(key, key.Accessor.GetValue(member))
        : index.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Statement> OfField(IMessage message, FieldDescriptor field, string prefix)
    {
        var path = prefix + field.Name;
        var value = field.Accessor.GetValue(message);
        if (field.IsRepeated && field.FieldType == FieldType.Message)
            return ((IList)value).Cast<IMessage>().SelectMany((member, index) => Of(member, $"{path}.{KeyOf(member, index)}."));
        if (field.IsRepeated)
            return [new Statement(path, field, [.. ((IList)value).Cast<object>()])];
        if (field.FieldType == FieldType.Message && field.MessageType.File.Package != "google.protobuf")
            return value is IMessage inner ? Of(inner, $"{path}.") : [];
        return value is null ? [] : [new Statement(path, field, [value is System.Enum word ? Convert.ToInt32(word, CultureInfo.InvariantCulture) : value])];
    }
}
