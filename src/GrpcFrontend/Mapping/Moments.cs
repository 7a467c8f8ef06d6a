using Google.Protobuf.WellKnownTypes;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Moments as protobuf writes them.</summary>
internal static class Moments
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>A moment that a request gives; null where it gives none.</summary>
    public static DateTimeOffset? ToMoment(Timestamp? given, string field)
    {
        if (given is null) return null;
        Check.That(
            given.Seconds >= Earliest && given.Seconds <= Latest && given.Nanos is >= 0 and < 1_000_000_000,
            field,
            "must be a moment between the years 1 and 9999");
        return given.ToDateTimeOffset();
    }
}
