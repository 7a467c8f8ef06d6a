using System.Text.Json;

namespace MedRecords.Fhir;

/// <summary>
/// One entry of a bundle (https://hl7.org/fhir/R4/bundle.html). It reads from the reader's buffer and is good
/// only until the next entry is asked for.
/// </summary>
public sealed class BundleEntry
{
    /// <summary>The entry's place among the entries, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Where the entry begins in the bundle.</summary>
    public required Place Place { get; init; }

    /// <summary>The resource's full URL, where the entry has one.</summary>
    public required string? FullUrl { get; init; }

    /// <summary>The resource: an object that says its type.</summary>
    public required JsonElement Resource { get; init; }

    /// <summary>The resource's type.</summary>
    public required string ResourceType { get; init; }

    /// <summary>JSON object, compact, of the entry's other members; empty where there are none.</summary>
    public required ReadOnlyMemory<byte> Wrapper { get; init; }
}
