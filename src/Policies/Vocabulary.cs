using Google.Protobuf.Reflection;

namespace MedRecords.Policies;

/// <summary>Values of enumerations as files write them: their names without the prefix, in lower case, with dashes.</summary>
internal static class Vocabulary
{
    /// <summary>A value's word, e.g. "records-office" for ROLE_RECORDS_OFFICE; its number where it has no name.</summary>
    public static string WordOf(EnumDescriptor type, int number) =>
        type.FindValueByNumber(number) is { } value ? WordOf(type, value) : $"{number}";

    /// <summary>The value of a word; null where there is none. What is unspecified has no word.</summary>
    public static int? NumberOf(EnumDescriptor type, string word) =>
        type.Values.FirstOrDefault(value => value.Number != 0 && WordOf(type, value) == word)?.Number;

    /// <summary>Every word of an enumeration.</summary>
    public static IEnumerable<string> WordsOf(EnumDescriptor type) =>
        type.Values.Where(value => value.Number != 0).Select(value => WordOf(type, value));

    private static string WordOf(EnumDescriptor type, EnumValueDescriptor value) =>
        value.Name[(PrefixLength(type.Name))..].ToLowerInvariant().Replace('_', '-');

    // "AccessAction" stands for "ACCESS_ACTION_": one more for each word.
    private static int PrefixLength(string name) => name.Length + name.Count(char.IsUpper);
}
