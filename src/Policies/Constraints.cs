using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedRecords.Policies;

/// <summary>What policy.proto says beside a field of what its value has to be like.</summary>
/// <param name="AtLeast">The least that a number may be; null for no limit.</param>
/// <param name="AtMost">The most that a number may be, or that a text may have of characters; null for no limit.</param>
/// <param name="IsRequired">Whether it has to be given.</param>
/// <param name="IsKey">Whether it tells the members of a list apart.</param>
public sealed record Constraints(int? AtLeast, int? AtMost, bool IsRequired, bool IsKey)
{
    private static readonly Constraints None = new(null, null, false, false);

    /// <summary>The constraints of a field.</summary>
    public static Constraints Of(FieldDescriptor field) => field.GetOptions() is not { } options
        ? None
        : new Constraints(
            Option<int>(field, options, "at_least"),
            Option<int>(field, options, "at_most"),
            Option<bool>(field, options, "required") ?? false,
            Option<bool>(field, options, "key") ?? false);

    /// <summary>The field that tells the members of a list of these messages apart; null where nothing does.</summary>
    public static FieldDescriptor? KeyOf(MessageDescriptor type) =>
        type.Fields.InDeclarationOrder().FirstOrDefault(field => Of(field).IsKey);

    // Whoever compiled the proto has an extension of their own; it is found beside the field, by its name.
    private static T? Option<T>(FieldDescriptor field, FieldOptions options, string name)
        where T : struct =>
        field.File.Extensions.UnorderedExtensions.FirstOrDefault(extension => extension.Name == name)?.Extension is Extension<FieldOptions, T> option && options.HasExtension(option)
            ? options.GetExtension(option)
            : null;
}
