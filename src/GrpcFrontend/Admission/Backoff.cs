namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// How long refused clients are told to stay away. A refusal costs little, but not nothing: where many clients come back
/// soon, refusing them is all that a service does. So the delay follows the clients' number: it is set so that
/// refusals stay a fraction of the calls that are served.
/// </summary>
/// <remarks>
/// Those who stay away are as many as come and are refused in one delay (Little's law), so a delay in proportion to
/// them is the last one times the refusals that it let come, over those that there should be. It is set once in each
/// delay, because before that nobody has come back who was told the new one.
/// </remarks>
internal sealed class Backoff
{
    private const double RefusedPerServed = 0.25;
    private const double LargestStep = 4;

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private TimeSpan _since;
    private long _refused;
    private long _served;

    /// <summary>The delay, to be spread out.</summary>
    public TimeSpan Delay { get; private set; } = Least;

    /// <summary>A call was served.</summary>
    public void Served(TimeSpan now)
    {
        _served++;
        Look(now);
    }

    /// <summary>A call was refused.</summary>
    public void Refused(TimeSpan now)
    {
        _refused++;
        Look(now);
    }

    private void Look(TimeSpan now)
    {
        var elapsed = now - _since;
        if (elapsed < Delay && (_refused > 0 || elapsed < Calm)) return;
        var excess = _refused / (RefusedPerServed * Math.Max(1, _served));
        var delay = Delay * Math.Clamp(excess, 1 / LargestStep, LargestStep);
        Delay = delay < Least ? Least : delay > Most ? Most : delay;
        (_since, _refused, _served) = (now, 0, 0);
    }
}
