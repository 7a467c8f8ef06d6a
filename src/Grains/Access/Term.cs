using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>From a moment until just before another; <see cref="Validity"/> in the form in which it is asked.</summary>
/// <param name="From">The first moment, in ticks of UTC.</param>
/// <param name="Until">The first moment after it, in ticks of UTC.</param>
public readonly record struct Term(long From, long Until)
{
    /// <summary>Takes a stored validity; null stands for always.</summary>
    public static Term Of(Validity? validity) => new(
        validity?.From?.ToDateTimeOffset().UtcTicks ?? long.MinValue,
        validity?.Until?.ToDateTimeOffset().UtcTicks ?? long.MaxValue);

    /// <summary>Whether a moment is within it.</summary>
    public bool Covers(DateTimeOffset at) => From <= at.UtcTicks && at.UtcTicks < Until;
}
