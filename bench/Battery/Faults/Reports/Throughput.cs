using System.Diagnostics;
using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Reports;

/// <summary>Acknowledged operations over time.</summary>
internal sealed class Throughput
{
    private const double Share = 0.9;
    private static readonly long _slice = Stopwatch.Frequency / 10;

    private readonly long _from;
    private readonly int[] _slices;

    /// <summary>Counts what was answered from one moment on, in ticks of the monotonic clock, until another.</summary>
    public Throughput(IEnumerable<Operation> operations, long from, long until)
    {
        _from = from;
        _slices = new int[Math.Max(1, (until - from) / _slice)];
        foreach (var operation in operations.Where(operation => operation.IsAcknowledged))
        {
            var slice = (operation.CompletedAt - from) / _slice;
            if (slice >= 0 && slice < _slices.Length)
                _slices[slice]++;
        }
    }

    /// <summary>Operations per second between two moments.</summary>
    public double RateBetween(long from, long until)
    {
        var (first, last) = (SliceOf(from), SliceOf(until));
        return last <= first ? 0 : _slices[first..last].Sum() * (double)Stopwatch.Frequency / ((last - first) * _slice);
    }

    /// <summary>
    /// Time from a fault until the mean of a whole window of time is at 90 % of the rate before the fault
    /// again; null where it never is.
    /// </summary>
    public TimeSpan? RecoveryAfter(long fault, double before, TimeSpan window)
    {
        var length = (int)(window.TotalSeconds * 10);
        var first = SliceOf(fault);
        for (var i = first; i + length <= _slices.Length; i++)
        {
            if (_slices[i..(i + length)].Sum() / window.TotalSeconds >= Share * before)
                return TimeSpan.FromSeconds((i - first) / 10.0);
        }

        return null;
    }

    private int SliceOf(long moment) => (int)Math.Clamp((moment - _from) / _slice, 0, _slices.Length);
}
