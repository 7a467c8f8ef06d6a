namespace MedRecords.GrpcFrontend.Admission;

/// <summary>When a refused call may come again.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After about as long as it would have waited, spread out by half either way so that those who were refused
    /// together do not come back together.
    /// </summary>
    public static TimeSpan After(TimeSpan wait)
    {
        var delay = Math.Clamp(wait.TotalMilliseconds, Least.TotalMilliseconds, Most.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Round(delay * (0.5 + Random.Shared.NextDouble())));
    }
}
