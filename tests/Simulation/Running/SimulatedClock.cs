namespace MedRecords.Simulation.Running;

/// <summary>The clock of one process, which may be wrong.</summary>
internal sealed class SimulatedClock(World world) : TimeProvider
{
    /// <summary>The true time at the start of every run.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>By how much it is wrong.</summary>
    public TimeSpan Error { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromMicroseconds(world.NowUs) + Error;
}
