namespace MedRecords.GrpcFrontend.Admission;

/// <summary>How fast turns come while calls wait: a moving average over the last few dozen calls that ended.</summary>
internal sealed class ServiceRate
{
    private const int Smoothing = 32;

    private double _gapSeconds;
    private TimeSpan _last;
    private bool _isBusy;

    /// <summary>A call ended.</summary>
    /// <param name="now">When.</param>
    /// <param name="isBusy">Whether others waited for its place; else the next gap says nothing.</param>
    public void Ended(TimeSpan now, bool isBusy)
    {
        if (_isBusy)
        {
            var gap = (now - _last).TotalSeconds;
            _gapSeconds += (gap - _gapSeconds) / (_gapSeconds == 0 ? 1 : Smoothing);
        }

        (_last, _isBusy) = (now, isBusy);
    }

    /// <summary>
    /// How long so many turns will take. A standstill is taken to last as long again as it has lasted: a pause
    /// of the garbage collector counts for little, a database that hangs for more with every moment.
    /// </summary>
    public TimeSpan TimeOf(long turns, TimeSpan now)
    {
        var still = _isBusy ? (now - _last).TotalSeconds : 0;
        return TimeSpan.FromSeconds(Math.Min((turns * _gapSeconds) + still, TimeSpan.FromHours(1).TotalSeconds));
    }
}
