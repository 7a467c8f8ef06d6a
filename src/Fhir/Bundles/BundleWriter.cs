using System.Buffers;
using System.Text.Json;
using MedRecords.Fhir.Json;
using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir;

/// <summary>
/// Writes entries as one FHIR bundle, an entry at a time (https://hl7.org/fhir/R4/bundle.html). Memory stays flat
/// where the output is flushed between entries, as a <c>PipeWriter</c> can be; for a stream, make one with
/// <c>PipeWriter.Create</c>.
/// </summary>
public sealed class BundleWriter : IDisposable
{
    private readonly Utf8JsonWriter json;

    /// <summary>Begins a bundle.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="type">The bundle's type.</param>
    public BundleWriter(IBufferWriter<byte> output, string type = "transaction")
    {
        json = new Utf8JsonWriter(output, FhirResource.WriterOptions);
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", type);
        json.WriteStartArray("entry");
        json.Flush();
    }

    /// <summary>Writes the next entry: full URL, resource, and what the bundle entry it came from had beside them.</summary>
    /// <param name="content">The entry.</param>
    /// <param name="entryId">Its number in its chart.</param>
    /// <param name="patient">Reference to the patient for a resource that was recorded here.</param>
    public void Write(EntryContent content, long entryId, string? patient)
    {
        var native = NativeResource.Is(content);
        json.WriteStartObject();
        if (!native && content.Source.HasFullUrl) json.WriteString("fullUrl", content.Source.FullUrl);
        json.WritePropertyName("resource");
        FhirResource.ToFhir(content, entryId, patient, json);
        if (native) WriteRequest(NativeResource.TypeOf(content), NativeResource.IdOf(entryId));
        else WriteWrapper(content.Source);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Ends the bundle.</summary>
    public void Complete()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();

    private void WriteWrapper(Source source)
    {
        if (source.Wrapper.IsEmpty) return;
        using var wrapper = FhirJson.ParseKept(source.Wrapper.Memory);
        foreach (var member in wrapper.RootElement.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            Shapes.PutAsItIs(member.Value, json);
        }
    }

    // Every entry of a transaction has to say what it asks for.
    private void WriteRequest(string resourceType, string id)
    {
        json.WriteStartObject("request");
        json.WriteString("method", "PUT");
        json.WriteString("url", $"{resourceType}/{id}");
        json.WriteEndObject();
    }
}
