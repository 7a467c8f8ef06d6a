namespace MedRecords.Grains.Charts;

/// <summary>How many charts a silo has in memory.</summary>
public sealed class HeldCharts
{
    private long _count;

    /// <summary>How many there are now.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>One was opened.</summary>
    public void Add() => Interlocked.Increment(ref _count);

    /// <summary>One left memory.</summary>
    public void Remove() => Interlocked.Decrement(ref _count);
}
