using System.Numerics;

namespace MedRecords.Journal.Commit;

/// <summary>
/// How long things took since the window was last looked at. Quantiles are exact to an eighth, whatever the
/// length; recording takes no lock.
/// </summary>
internal sealed class LatencyWindow
{
    private const int StepsPerDoubling = 8;
    private const int Shift = 3;

    // Microseconds up to 2^40: twelve days.
    private readonly int[] _counts = new int[40 * StepsPerDoubling];

    /// <summary>One more took so long.</summary>
    public void Record(TimeSpan took) => Interlocked.Increment(ref _counts[IndexOf((long)took.TotalMicroseconds)]);

    /// <summary>How many there were, and how long half and 99 of a hundred took at most; begins anew.</summary>
    public (long Count, TimeSpan Median, TimeSpan P99) Take()
    {
        var counts = new int[_counts.Length];
        long total = 0;
        for (var i = 0; i < counts.Length; i++)
            total += counts[i] = Interlocked.Exchange(ref _counts[i], 0);
        return (total, Quantile(counts, (total + 1) / 2), Quantile(counts, total - (total / 100)));
    }

    private static TimeSpan Quantile(int[] counts, long rank)
    {
        long seen = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= rank && seen > 0)
                return TimeSpan.FromMicroseconds(EndOf(i));
        }

        return TimeSpan.Zero;
    }

    /// <summary>The place of a time: the power of two below it, and the three bits that follow.</summary>
    private static int IndexOf(long microseconds)
    {
        if (microseconds < StepsPerDoubling)
            return (int)Math.Max(0, microseconds);
        var power = BitOperations.Log2((ulong)microseconds);
        var step = (int)(microseconds >> (power - Shift)) & (StepsPerDoubling - 1);
        return Math.Min(((power - Shift + 1) * StepsPerDoubling) + step, (40 * StepsPerDoubling) - 1);
    }

    /// <summary>The longest time with this place.</summary>
    private static long EndOf(int index)
    {
        if (index < StepsPerDoubling)
            return index;
        var shift = (index / StepsPerDoubling) - 1;
        return ((long)(StepsPerDoubling + (index % StepsPerDoubling) + 1) << shift) - 1;
    }
}
