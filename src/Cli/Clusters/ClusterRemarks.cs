using MedRecords.V1;

namespace MedRecords.Cli.Clusters;

/// <summary>What an operator should know of a cluster at a glance, a sentence each.</summary>
internal static class ClusterRemarks
{
    // More than a time service leaves, and less than what decides about a grant.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(1);

    /// <summary>How many serve, where, and what.</summary>
    public static string Summary(IReadOnlyList<SiloInfo> silos)
    {
        var present = silos.Where(silo => silo.State != SiloState.Stopped).ToList();
        var serving = present.Count(SiloWords.Serves);
        var sites = present.Select(silo => silo.Site).Distinct().Count();
        var versions = present.Select(silo => silo.Version).Distinct().Order(StringComparer.Ordinal).ToList();
        var how = serving == present.Count ? (present.Count == 1 ? "serving" : "all serving") : $"{(serving == 0 ? "none" : serving)} of them serving";
        return present.Count == 0
            ? "Nobody serves."
            : $"{Many(present.Count, "process", "processes")} at {Many(sites, "site", "sites")}, {how}; version {string.Join(" beside ", versions)}.";
    }

    /// <summary>What is not as it should be, and what to do.</summary>
    public static IEnumerable<string> Trouble(IEnumerable<SiloInfo> silos)
    {
        foreach (var silo in silos.Where(silo => silo.State != SiloState.Stopped))
        {
            if (SiloWords.IsLost(silo))
                yield return $"{silo.Name} has not been seen for {SiloWords.Length(SiloWords.Unseen(silo))}: see whether it runs and reaches its database. Its charts open elsewhere.";
            else if (silo.Health is { Healthy: false } health && silo.State == SiloState.Serving)
                yield return $"{silo.Name} is not well: {health.Words}";
            if (silo.ClockDifference?.ToTimeSpan() is { } difference && difference.Duration() > Skew)
                yield return $"{silo.Name}'s clock is {SiloWords.Length(difference.Duration())} {(difference > TimeSpan.Zero ? "ahead of" : "behind")} the database's: see to its time service.";
        }
    }

    private static string Many(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
