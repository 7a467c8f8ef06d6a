namespace MedRecords.Fhir;

/// <summary>What is wrong with a bundle or a resource.</summary>
public enum BrokenReason
{
    /// <summary>The bytes end before the JSON does.</summary>
    Truncated,

    /// <summary>The bytes are no JSON.</summary>
    NotJson,

    /// <summary>Text that is no Unicode: invalid UTF-8, or half of a surrogate pair.</summary>
    InvalidText,

    /// <summary>JSON that is nested more than <see cref="BundleReader.MaxDepth"/> deep.</summary>
    TooDeep,

    /// <summary>A bundle entry or a member that is larger than <see cref="BundleReader.MaxResourceBytes"/>.</summary>
    TooLarge,

    /// <summary>An object that names a member twice.</summary>
    DuplicateMember,

    /// <summary>Something follows the end of the bundle.</summary>
    TrailingBytes,

    /// <summary>JSON, but no FHIR bundle.</summary>
    NotABundle,

    /// <summary>A bundle entry without a resource.</summary>
    NoResource,

    /// <summary>A resource that is no object or does not say its type.</summary>
    NotAResource,

    /// <summary>A second Patient resource.</summary>
    SecondPatient,

    /// <summary>No Patient resource, though others need one.</summary>
    NoPatient,

    /// <summary>A resource that says it is another patient's.</summary>
    OtherPatient,

    /// <summary>A resource that must name its patient and does not.</summary>
    WithoutPatient,
}

/// <summary>Where in the bytes something is. Line and column count from 1, the column in bytes.</summary>
/// <param name="Offset">Bytes before it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
public readonly record struct Place(long Offset, long Line, long Column);

/// <summary>
/// The bundle or resource cannot be taken as it is, and sending it again will not help. The message says
/// what is wrong and where, and quotes nothing of the content.
/// </summary>
/// <param name="reason">What is wrong.</param>
/// <param name="place">Where it is.</param>
/// <param name="entryIndex">The bundle entry it is in, from 0; null outside the entries.</param>
public sealed class BrokenBundleException(BrokenReason reason, Place place, int? entryIndex)
    : Exception(Describe(reason, place, entryIndex))
{
    /// <summary>What is wrong.</summary>
    public BrokenReason Reason { get; } = reason;

    /// <summary>Where it is.</summary>
    public Place Place { get; } = place;

    /// <summary>The bundle entry it is in, from 0; null outside the entries.</summary>
    public int? EntryIndex { get; } = entryIndex;

    private static string Describe(BrokenReason reason, Place place, int? entryIndex)
    {
        var entry = entryIndex is { } index ? $", entry {index}" : "";
        return $"{Words(reason)} (byte {place.Offset}, line {place.Line}, column {place.Column}{entry})";
    }

    private static string Words(BrokenReason reason) => reason switch
    {
        BrokenReason.Truncated => "the bundle ends too early",
        BrokenReason.NotJson => "not JSON",
        BrokenReason.InvalidText => "text that is not Unicode",
        BrokenReason.TooDeep => "nested too deep",
        BrokenReason.TooLarge => "a resource that is too large",
        BrokenReason.DuplicateMember => "an object that names a member twice",
        BrokenReason.TrailingBytes => "something follows the end of the bundle",
        BrokenReason.NotABundle => "not a FHIR bundle",
        BrokenReason.NoResource => "an entry without a resource",
        BrokenReason.NotAResource => "a resource without a type",
        BrokenReason.SecondPatient => "a second patient",
        BrokenReason.NoPatient => "no patient, though resources need one",
        BrokenReason.OtherPatient => "a resource of another patient",
        BrokenReason.WithoutPatient => "a resource without a patient",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
