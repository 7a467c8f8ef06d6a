using System.Numerics;

namespace MedRecords.Battery.Load;

/// <summary>Counts durations in buckets that are less than 1 % wide.</summary>
internal sealed class Histogram
{
    private const int SubBits = 7;
    private const int SubCount = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * SubCount];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one duration.</summary>
    public void Add(long nanoseconds)
    {
        _counts[IndexOf((ulong)Math.Max(nanoseconds, 0))]++;
        Count++;
    }

    /// <summary>The duration that so large a part does not exceed, in nanoseconds; 0 where there is none.</summary>
    public double Quantile(double part)
    {
        var wanted = (long)Math.Ceiling(part * Count);
        for (var i = 0; i < _counts.Length; i++)
        {
            wanted -= _counts[i];
            if (wanted <= 0 && _counts[i] > 0)
                return ValueOf(i);
        }

        return 0;
    }

    private static int IndexOf(ulong value)
    {
        var shift = Math.Max(0, BitOperations.Log2(value | 1) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    /// <summary>The middle of a bucket; a bucket beyond the first 2^8 begins at (its place in the octave) shifted.</summary>
    private static double ValueOf(int index)
    {
        if (index < 2 * SubCount)
            return index;
        var shift = (index >> SubBits) - 1;
        var place = index - (shift << SubBits);
        return ((double)place + 0.5) * Math.Pow(2, shift);
    }
}
