namespace MedRecords.Battery.Rows.Scale;

/// <summary>What the same load costs at one size.</summary>
internal sealed record Point
{
    /// <summary>Calls that were made, and those of them that failed.</summary>
    public required (long Count, long Failures) Calls { get; init; }

    /// <summary>Median time of the first read of a chart that is not in memory, in microseconds.</summary>
    public required double ActivationMicros { get; init; }

    /// <summary>Updates per second with 64 in flight.</summary>
    public required double Updates { get; init; }

    /// <summary>99th percentile of those updates, in microseconds.</summary>
    public required double UpdateP99Micros { get; init; }

    /// <summary>Reads per second with 64 in flight.</summary>
    public required double Reads { get; init; }

    /// <summary>99th percentile of those reads, in microseconds.</summary>
    public required double ReadP99Micros { get; init; }

    /// <summary>Managed heap of the service under that load, in bytes, after a full collection.</summary>
    public required double HeapBytes { get; init; }

    /// <summary>Managed heap that one more chart in memory takes, in bytes.</summary>
    public required double HeapPerChart { get; init; }

    /// <summary>What the database takes on disk for each entry, in bytes, with its access record and indexes.</summary>
    public required double BytesPerEntry { get; init; }
}
