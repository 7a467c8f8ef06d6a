namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// How many calls may be in flight. The limit keeps the median time of a call near a target, as Swift keeps packets'
/// delay (Kumar et al., SIGCOMM 2020): a little up while calls wait and the time is below the target, down in
/// proportion to the excess where it is above. The target is three times what calls take where few are in flight,
/// so that a call which is let in during a flood takes at most about three times as long as on a quiet day.
/// </summary>
/// <remarks>
/// Limits that compare with the very least time (Vegas, BBR) hold a group commit too short: its times grow with the
/// group while its throughput does too. The time where few are in flight is learned only then, so it does not
/// drift up under a load that lasts; where it is unknown, the limit goes down until few are.
/// </remarks>
internal sealed class InFlightLimit
{
    private const int Tolerance = 3;
    private const double Gain = 0.8;
    private const double LargestCut = 0.5;
    private const double LearningRate = 0.2;
    private const int MinSamples = 16;
    private const int StepsToDouble = 16;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LeastTarget = TimeSpan.FromMilliseconds(5);

    private readonly int _min;
    private readonly int _max;
    private readonly double[] _samples = new double[64];
    private readonly double[] _sorted = new double[64];
    private double _value;
    private double _quietSeconds;
    private TimeSpan _windowStart;
    private int _ended;
    private int _peak;
    private bool _wasCrowded;

    /// <summary>A limit between two bounds; it begins at twice the lower one.</summary>
    public InFlightLimit(int min, int max)
    {
        (_min, _max) = (min, max);
        _value = Math.Min(2L * min, max);
    }

    /// <summary>The limit.</summary>
    public int Value => (int)_value;

    /// <summary>What the median time is held at.</summary>
    public TimeSpan Target => TimeSpan.FromSeconds(Math.Max(LeastTarget.TotalSeconds, Tolerance * _quietSeconds));

    /// <summary>How long calls took of late, half of them less.</summary>
    public TimeSpan Typical { get; private set; }

    /// <summary>A call ended.</summary>
    /// <param name="took">How long it was in flight.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="inFlight">Calls in flight just before.</param>
    /// <param name="isCrowded">Whether others waited.</param>
    public void Ended(TimeSpan took, TimeSpan now, int inFlight, bool isCrowded)
    {
        if (_ended == 0) _windowStart = now;
        _samples[_ended++ % _samples.Length] = took.TotalSeconds;
        _peak = Math.Max(_peak, inFlight);
        _wasCrowded |= isCrowded;
        if (_ended < MinSamples || now - _windowStart < Window) return;
        Adapt(Median());
        (_ended, _peak, _wasCrowded) = (0, 0, false);
    }

    private void Adapt(double median)
    {
        Typical = TimeSpan.FromSeconds(median);
        if (_min == _max) return;
        Learn(median);
        var target = Target.TotalSeconds;
        if (median > target) _value = Math.Max(_min, _value * Math.Max(1 - (Gain * (median - target) / median), LargestCut));
        else if (_wasCrowded) _value = Math.Min(_max, _value + Math.Max(1, _value / StepsToDouble));
    }

    // A crowd only makes calls slower: what is faster in one than the quiet time so far tells that this was too long,
    // e.g. because the first calls after a start take long.
    private void Learn(double median)
    {
        if (_quietSeconds == 0 ? _peak <= _min : median < _quietSeconds) _quietSeconds = median;
        else if (_peak <= _min) _quietSeconds += LearningRate * (median - _quietSeconds);
    }

    private double Median()
    {
        var count = Math.Min(_ended, _samples.Length);
        var sorted = _sorted.AsSpan(0, count);
        _samples.AsSpan(0, count).CopyTo(sorted);
        sorted.Sort();
        return sorted[count / 2];
    }
}
