using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedRecords.Testing.Denials;

/// <summary>Makes requests from the table's JSON.</summary>
/// <param name="values">
/// What words in braces stand for. "{new}", "{new-user}" and "{new-site}" need no value: each use is another one.
/// </param>
public sealed partial class Requests(IReadOnlyDictionary<string, string> values)
{
    /// <summary>The request of a line, as a message of the generated code.</summary>
    public IMessage Make(MethodRow row, MessageDescriptor type) =>
        JsonParser.Default.Parse(Word().Replace(row.Request, word => ValueOf(word.Groups["name"].Value)), type);

    /// <summary>What a word stands for.</summary>
    public string ValueOf(string word) => word switch
    {
        "new" or "new-user" or "new-site" => Guid.NewGuid().ToString("N"),
        "bytes32" => Convert.ToBase64String(new byte[32]),
        "bytes64" => Convert.ToBase64String(new byte[64]),
        _ => values.TryGetValue(word, out var value) ? value : throw new KeyNotFoundException($"No value is given for {{{word}}}."),
    };

    [GeneratedRegex(@"\{(?<name>[a-z][a-z0-9-]*)\}")]
    private static partial Regex Word();
}
