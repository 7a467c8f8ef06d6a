namespace MedRecords.Battery.Faults.Cluster;

/// <summary>Where one silo of a cluster runs.</summary>
/// <param name="Address">The address at which clients reach it.</param>
/// <param name="ClusterAddress">The address at which other silos reach it.</param>
/// <param name="Database">The database as this silo reaches it.</param>
internal sealed record SiloPlace(string Address, string ClusterAddress, Uri Database)
{
    /// <summary>Words of the command line before the program, e.g. for a network namespace.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>Variables to add.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
