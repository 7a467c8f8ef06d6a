namespace MedRecords.Battery.Load;

/// <summary>What the load process found. It crosses the process boundary as JSON.</summary>
internal sealed record LoadReport
{
    /// <summary>Calls that succeeded while counting.</summary>
    public required long Count { get; init; }

    /// <summary>Calls that succeeded, whenever that was.</summary>
    public required long Acknowledged { get; init; }

    /// <summary>Calls that failed, during warm-up as well.</summary>
    public required long Failures { get; init; }

    /// <summary>What the first failure was; empty where there was none.</summary>
    public required string FirstFailure { get; init; }

    /// <summary>Calls refused for want of room, where the plan reckons with that.</summary>
    public long Refused { get; init; }

    /// <summary>Refusals that did not say when to retry.</summary>
    public long RefusedWithoutDelay { get; init; }

    /// <summary>Calls whose deadline passed, where the plan reckons with that.</summary>
    public long Expired { get; init; }

    /// <summary>99th percentile of the time that a refusal took, in microseconds.</summary>
    public double RefusedP99Micros { get; init; }

    /// <summary>Time counted.</summary>
    public required double Seconds { get; init; }

    /// <summary>Processor time that the load process took meanwhile.</summary>
    public required double ProcessorSeconds { get; init; }

    /// <summary>Median latency in microseconds.</summary>
    public required double P50Micros { get; init; }

    /// <summary>99th percentile of latency in microseconds.</summary>
    public required double P99Micros { get; init; }

    /// <summary>Each call's latency in microseconds, where the plan asked for them.</summary>
    public IReadOnlyList<double> SampleMicros { get; init; } = [];

    /// <summary>Calls per second.</summary>
    public double PerSecond => Seconds > 0 ? Count / Seconds : 0;
}
