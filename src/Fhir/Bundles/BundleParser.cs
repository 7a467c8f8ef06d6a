using System.Runtime.InteropServices;
using System.Text.Json;
using MedRecords.Fhir.Json;
using MedRecords.Fhir.Lenses;

namespace MedRecords.Fhir;

// Finds the entries of a bundle in a window that moves over it. A value is looked at only when the window has
// all of it; until then the parser stands before it.
internal sealed class BundleParser(Window window) : IDisposable
{
    private const int MaxMembers = 1000;

    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = BundleReader.MaxDepth });
    private Expect expect = Expect.Bundle;
    private int entries;
    private bool inEntry;
    private JsonDocument? document;

    private enum Expect
    {
        Bundle,
        Member,
        Entries,
        Entry,
        ResourceType,
        OtherValue,
        Nothing,
    }

    public bool IsComplete => expect == Expect.Nothing;

    // The next entry, or null where the window has no more whole ones.
    public BundleEntry? Next()
    {
        document?.Dispose();
        document = null;
        var reader = new Utf8JsonReader(window.Span, isFinalBlock: false, state);
        var start = 0;
        BundleEntry? entry = null;
        while (entry is null && !IsComplete)
        {
            if (!TryRead(ref reader, out var tokenStart)) break;
            entry = Accept(ref reader, tokenStart);
            start = (int)reader.BytesConsumed;
            state = reader.CurrentState;
        }

        window.Drop(start);
        return entry;
    }

    // After the bundle's end there may be only whitespace.
    public void RefuseGarbage()
    {
        var garbage = window.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (garbage >= 0) throw Broken(BrokenReason.TrailingBytes, garbage);
        window.Drop(window.Span.Length);
    }

    public BrokenBundleException Broken(BrokenReason reason, int position) =>
        new(reason, window.PlaceOf(position), inEntry ? entries : null);

    public void Dispose() => document?.Dispose();

    // Reads a token, or the whole value where one is expected.
    private bool TryRead(ref Utf8JsonReader reader, out int tokenStart)
    {
        tokenStart = 0;
        try
        {
            inEntry = expect == Expect.Entry;
            if (!reader.Read()) return false;
            tokenStart = (int)reader.TokenStartIndex;
            inEntry &= reader.TokenType != JsonTokenType.EndArray;
            return expect is not (Expect.Entry or Expect.ResourceType or Expect.OtherValue) || reader.TrySkip();
        }
        catch (JsonException)
        {
            throw Broken(FhirJson.WhyUnreadable(ref reader, window.Span, BundleReader.MaxDepth), (int)reader.BytesConsumed);
        }
    }

    private BundleEntry? Accept(ref Utf8JsonReader reader, int start)
    {
        var value = window.Memory[start..(int)reader.BytesConsumed];
        switch (expect)
        {
            case Expect.Bundle:
                expect = reader.TokenType == JsonTokenType.StartObject ? Expect.Member : throw Broken(BrokenReason.NotABundle, start);
                return null;
            case Expect.Member:
                expect = reader.TokenType == JsonTokenType.EndObject ? EndOfBundle(start) : ValueOf(ref reader, start);
                return null;
            case Expect.Entries:
                expect = reader.TokenType == JsonTokenType.StartArray ? Expect.Entry : throw Broken(BrokenReason.NotABundle, start);
                return null;
            case Expect.Entry when reader.TokenType == JsonTokenType.EndArray:
                expect = Expect.Member;
                return null;
            case Expect.Entry:
                var entry = ReadEntry(value, start);
                entries++;
                return entry;
            case Expect.ResourceType:
                if (reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals("Bundle"u8)) throw Broken(BrokenReason.NotABundle, start);
                expect = Expect.Member;
                return null;
            default:
                using (Parse(value, start)) expect = Expect.Member;
                return null;
        }
    }

    private Expect EndOfBundle(int start) =>
        names.Contains("resourceType") ? Expect.Nothing : throw Broken(BrokenReason.NotABundle, start);

    private Expect ValueOf(ref Utf8JsonReader reader, int start)
    {
        if (!FhirJson.IsUnicode(reader.ValueSpan)) throw Broken(BrokenReason.InvalidText, start);
        var name = reader.GetString()!;
        if (!names.Add(name)) throw Broken(BrokenReason.DuplicateMember, start);
        if (names.Count > MaxMembers) throw Broken(BrokenReason.NotABundle, start);
        return name switch
        {
            "entry" => Expect.Entries,
            "resourceType" => Expect.ResourceType,
            _ => Expect.OtherValue,
        };
    }

    private BundleEntry ReadEntry(ReadOnlyMemory<byte> value, int start)
    {
        document = Parse(value, start);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("resource", out var resource)) throw Broken(BrokenReason.NoResource, start);
        if (FhirResource.TypeOf(resource) is not { } type) throw Broken(BrokenReason.NotAResource, start);
        if (JsonMarshal.GetRawUtf8Value(resource).Length > BundleReader.MaxResourceBytes) throw Broken(BrokenReason.TooLarge, start);
        return new BundleEntry
        {
            Index = entries,
            Place = window.PlaceOf(start),
            FullUrl = FullUrlOf(root),
            Resource = resource,
            ResourceType = type,
            Wrapper = WrapperOf(root),
        };
    }

    private JsonDocument Parse(ReadOnlyMemory<byte> value, int start) =>
        FhirJson.TryParse(value, BundleReader.MaxDepth, out var parsed) is { } reason ? throw Broken(reason, start) : parsed!;

    private static string? FullUrlOf(JsonElement entry) =>
        entry.TryGetProperty("fullUrl", out var fullUrl) && fullUrl.ValueKind == JsonValueKind.String ? fullUrl.GetString() : null;

    // A full URL that is no text stays here, as everything that is not understood.
    private static ReadOnlyMemory<byte> WrapperOf(JsonElement entry)
    {
        using var rest = new Rest();
        rest.Open('{');
        foreach (var member in entry.EnumerateObject())
        {
            if (member.NameEquals("resource") || (member.NameEquals("fullUrl") && member.Value.ValueKind == JsonValueKind.String)) continue;
            rest.Name(JsonMarshal.GetRawUtf8PropertyName(member));
            rest.Value(member.Value);
        }

        rest.Close('}');
        return rest.Length > 2 ? rest.ToArray() : default;
    }
}
