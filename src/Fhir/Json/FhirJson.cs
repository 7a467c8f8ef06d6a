using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MedRecords.Fhir.Json;

// Parses JSON more strictly than the JSON library alone: text must be Unicode and names unique, because
// neither could be restored, or even read the same way twice.
internal static class FhirJson
{
    // A bundle wraps a resource in three levels more.
    public const int MaxResourceDepth = BundleReader.MaxDepth - 3;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // What is said about an array's elements nests them deeper than they were.
    private static readonly JsonDocumentOptions Kept = new() { MaxDepth = 2 * BundleReader.MaxDepth };

    // The document reads from the bytes: they must not change while it lives. A null reason means success.
    public static BrokenReason? TryParse(ReadOnlyMemory<byte> json, int maxDepth, out JsonDocument? document)
    {
        document = null;
        if (!IsUnicode(json.Span)) return BrokenReason.InvalidText;
        try
        {
            document = JsonDocument.Parse(json, Strict with { MaxDepth = maxDepth });
            return null;
        }
        catch (JsonException)
        {
            return WhyBroken(json.Span, maxDepth);
        }
    }

    // Parses what was written here, and so was strict when it was read.
    public static JsonDocument ParseKept(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, Kept);

    // Invalid UTF-8 and lone surrogates pass the tokenizer and fail only when the text is read.
    public static bool IsUnicode(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && SurrogatesArePaired(json);

    private static bool SurrogatesArePaired(ReadOnlySpan<byte> json)
    {
        var highSurrogatePending = false;
        while (true)
        {
            var at = json.IndexOf((byte)'\\');
            if (at < 0) return !highSurrogatePending;
            if (highSurrogatePending && at > 0) return false;
            json = json[(at + 1)..];
            var unit = EscapedUnit(json);
            if (highSurrogatePending != (unit is >= 0xDC00 and <= 0xDFFF)) return false;
            highSurrogatePending = unit is >= 0xD800 and <= 0xDBFF;
            json = json[Math.Min(json.Length, unit < 0 ? 1 : 5)..];
        }
    }

    // The UTF-16 unit of "uXXXX", or -1 for the other escapes.
    private static int EscapedUnit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 5 && escape[0] == 'u'
        && Utf8Parser.TryParse(escape[1..5], out ushort unit, out var length, 'x') && length == 4
            ? unit
            : -1;

    private static BrokenReason WhyBroken(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return WhyUnreadable(ref reader, json, maxDepth);
        }

        // All that the reader lets pass and the document does not.
        return BrokenReason.DuplicateMember;
    }

    // The reader stands before the bracket that is one too many, and says the depth of what the last one is in.
    public static BrokenReason WhyUnreadable(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int maxDepth) =>
        reader.CurrentDepth >= maxDepth - 1
        && reader.BytesConsumed < json.Length
        && json[(int)reader.BytesConsumed] is (byte)'[' or (byte)'{'
            ? BrokenReason.TooDeep
            : BrokenReason.NotJson;
}
