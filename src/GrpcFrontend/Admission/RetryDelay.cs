namespace MedRecords.GrpcFrontend.Admission;

/// <summary>When a refused call may come again.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After a time, but ten seconds at most, spread out by half either way so that those who were refused together do
    /// not come back together.
    /// </summary>
    public static TimeSpan Around(TimeSpan delay) =>
        TimeSpan.FromMilliseconds(Math.Round((delay < Most ? delay : Most).TotalMilliseconds * (0.5 + Random.Shared.NextDouble())));
}
