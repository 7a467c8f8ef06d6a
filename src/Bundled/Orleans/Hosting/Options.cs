namespace Orleans.Configuration;

/// <summary>What the host belongs to.</summary>
public class ClusterOptions
{
    /// <summary>Gets or sets the name of the group of hosts that share grains.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>Gets or sets the name under which grains keep their state, which outlives any group of hosts.</summary>
    public string ServiceId { get; set; } = "default";
}

/// <summary>When idle grains leave memory.</summary>
public class GrainCollectionOptions
{
    /// <summary>Gets or sets how long a grain may go without calls.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets how often idle grains are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>How soon hosts notice that another is gone. One process has no others: nothing here matters to it.</summary>
public class ClusterMembershipOptions
{
    /// <summary>Gets or sets how long a probe may take.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how often a host says in the table that it is alive.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how many of these words must be missing for it to count as gone when another joins.</summary>
    public int NumMissedTableIAmAliveLimit { get; set; } = 3;
}

/// <summary>How calls travel.</summary>
public class SiloMessagingOptions
{
    /// <summary>Gets or sets how long a caller waits for its answer.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>The database in which hosts find one another.</summary>
public class AdoNetClusteringSiloOptions
{
    /// <summary>Gets or sets how to connect.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the name of the database driver.</summary>
    public string Invariant { get; set; } = null!;
}

/// <summary>The database in which clients find the hosts.</summary>
public class AdoNetClusteringClientOptions : AdoNetClusteringSiloOptions;

/// <summary>How clients find hosts.</summary>
public class GatewayOptions
{
    /// <summary>Gets or sets how often they look who is there.</summary>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>The database in which grains keep their state.</summary>
public class AdoNetGrainStorageOptions
{
    /// <summary>Gets or sets how to connect.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the name of the database driver.</summary>
    public string Invariant { get; set; } = "Microsoft.Data.SqlClient";
}
