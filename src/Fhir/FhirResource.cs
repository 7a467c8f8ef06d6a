using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using MedRecords.Fhir.Json;
using MedRecords.Fhir.Kinds;
using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir;

/// <summary>
/// FHIR R4 resources as entries, and back (https://hl7.org/fhir/R4/json.html). The typed fields and
/// <c>source.remainder</c> are together the whole resource, and only the labels in <c>meta.security</c> are in both:
/// <c>ToFhir(FromFhir(x))</c> equals x as JSON, every number to the digit, whatever x holds.
/// </summary>
public static class FhirResource
{
    /// <summary>How JSON is written here: compact, and without escapes that JSON does not ask for.</summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Makes an entry of a resource.</summary>
    /// <param name="resource">The resource, UTF-8.</param>
    /// <param name="fullUrl">The bundle entry's full URL.</param>
    /// <param name="wrapper">JSON object of the bundle entry's other members; empty where there are none.</param>
    /// <exception cref="BrokenBundleException">The resource is no JSON that can be kept exactly, or says no type.</exception>
    public static EntryContent FromFhir(ReadOnlyMemory<byte> resource, string? fullUrl = null, ReadOnlySpan<byte> wrapper = default)
    {
        var reason = FhirJson.TryParse(resource, FhirJson.MaxResourceDepth, out var document);
        using (document)
        {
            if (reason is null && TypeOf(document!.RootElement) is not null) return FromFhir(document.RootElement, fullUrl, wrapper);
            throw new BrokenBundleException(reason ?? BrokenReason.NotAResource, new Place(0, 1, 1), null);
        }
    }

    /// <summary>Makes an entry of a resource that <see cref="BundleReader"/> has read, and so has checked.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="fullUrl">The bundle entry's full URL.</param>
    /// <param name="wrapper">JSON object of the bundle entry's other members; empty where there are none.</param>
    public static EntryContent FromFhir(JsonElement resource, string? fullUrl = null, ReadOnlySpan<byte> wrapper = default)
    {
        var kind = KindTable.ForResource(TypeOf(resource) ?? throw new ArgumentException("No resource.", nameof(resource)), resource);
        var content = new EntryContent { Source = new Source { Wrapper = ByteString.CopyFrom(wrapper) } };
        if (fullUrl is not null) content.Source.FullUrl = fullUrl;
        kind.Begin(content);
        using var rest = new Rest();
        kind.Shape.Take(resource, content, rest);
        content.Source.Remainder = rest.ToByteString();
        return content;
    }

    /// <summary>
    /// Writes an entry as a resource: the one it came from, with what has changed since; or, where it was
    /// recorded here, a valid one of the type that its kind has.
    /// </summary>
    /// <param name="content">The entry.</param>
    /// <param name="entryId">Its number in its chart, of which a resource that was recorded here gets its id.</param>
    /// <param name="patient">Reference to the patient for a resource that was recorded here, e.g. "Patient/e-1".</param>
    /// <param name="json">Where to write, best made with <see cref="WriterOptions"/>.</param>
    /// <exception cref="ArgumentException">The entry says no kind.</exception>
    public static void ToFhir(EntryContent content, long entryId, string? patient, Utf8JsonWriter json)
    {
        if (KindTable.ForSource(content) is not { } kind)
        {
            NativeResource.Put(content, entryId, patient, json);
            return;
        }

        using var remainder = content.Source.Remainder.IsEmpty ? null : FhirJson.ParseKept(content.Source.Remainder.Memory);
        Shapes.Put(kind.Shape, content, remainder?.RootElement ?? default, json);
    }

    /// <summary>Writes an entry as a resource of its own, UTF-8.</summary>
    /// <param name="content">The entry.</param>
    /// <param name="entryId">Its number in its chart.</param>
    /// <param name="patient">Reference to the patient for a resource that was recorded here.</param>
    public static byte[] ToFhir(EntryContent content, long entryId = 0, string? patient = null)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, WriterOptions)) ToFhir(content, entryId, patient, json);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Whether what an entry says of its source is JSON objects that can be written back; to be asked of
    /// sources that were not made by <see cref="FromFhir(ReadOnlyMemory{byte}, string?, ReadOnlySpan{byte})"/>.
    /// </summary>
    /// <param name="source">The source.</param>
    public static bool IsWritable(Source source) => IsObject(source.Remainder) && IsObject(source.Wrapper);

    private static bool IsObject(ByteString json)
    {
        if (json.IsEmpty) return true;
        var reason = FhirJson.TryParse(json.Memory, BundleReader.MaxDepth, out var document);
        using (document) return reason is null && document!.RootElement.ValueKind == JsonValueKind.Object;
    }

    // The resource's type, or null where it is no resource.
    internal static string? TypeOf(JsonElement resource) =>
        resource.ValueKind == JsonValueKind.Object
        && resource.TryGetProperty("resourceType", out var type)
        && type.ValueKind == JsonValueKind.String
        && type.GetString() is { Length: > 0 } text
            ? text
            : null;
}
