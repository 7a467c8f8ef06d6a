namespace MedRecords.Silo.Hosting;

/// <summary>What an operator says at start.</summary>
public sealed record SiloSettings
{
    /// <summary>Folder of the stand-alone journal and of the key ring.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Where to listen: host and port; port 0 takes a free one.</summary>
    public string Listen { get; init; } = "127.0.0.1:5080";

    /// <summary>The database: "sqlite" for a file in the data folder, or "postgres://user:password@host:port/name".</summary>
    public string Database { get; init; } = "sqlite";

    /// <summary>File of the key ring; empty for "keys/master.key" in the data folder.</summary>
    public string KeyFile { get; init; } = string.Empty;

    /// <summary>A command that prints the key ring, e.g. one that asks a key management service; empty for none.</summary>
    public string KeyCommand { get; init; } = string.Empty;

    /// <summary>PEM file with the server's certificate; empty for none.</summary>
    public string TlsCertificate { get; init; } = string.Empty;

    /// <summary>PEM file with the certificate's key.</summary>
    public string TlsKey { get; init; } = string.Empty;

    /// <summary>PEM file with the authority that client certificates must come from; empty to ask for none.</summary>
    public string ClientAuthority { get; init; } = string.Empty;

    /// <summary>Listens without TLS outside loopback, e.g. behind a proxy that ends TLS.</summary>
    public bool InsecureHttp { get; init; }

    /// <summary>Outside OpenID Connect issuer; empty for none.</summary>
    public string OidcAuthority { get; init; } = string.Empty;

    /// <summary>Audience that its tokens must name.</summary>
    public string OidcAudience { get; init; } = string.Empty;

    /// <summary>Port for other silos where none is named.</summary>
    public const int UsualSiloPort = 11111;

    /// <summary>Port for clients of the cluster where none is named.</summary>
    public const int UsualGatewayPort = 30000;

    /// <summary>
    /// Port for other silos; 0 takes a free one. A silo that was killed and comes back at its old address and
    /// port takes its predecessor's place at once; at another one, some silo that still lives must first see
    /// that the predecessor is gone.
    /// </summary>
    public int SiloPort { get; init; } = UsualSiloPort;

    /// <summary>Port for clients of the cluster; 0 takes a free one.</summary>
    public int GatewayPort { get; init; } = UsualGatewayPort;

    /// <summary>Address at which other silos reach this one; one of this machine's.</summary>
    public string ClusterAddress { get; init; } = "127.0.0.1";

    /// <summary>Folder of backups, so that a diagnosis can tell how old the newest is; empty where it is not known.</summary>
    public string Backups { get; init; } = string.Empty;

    /// <summary>Time after which a chart that nobody uses leaves memory, in minutes.</summary>
    public int ChartIdleMinutes { get; init; } = 15;

    /// <summary>What the process is for: "silo", or "frontend" for one that leaves charts to the silos of its cluster.</summary>
    public string Role { get; init; } = "silo";

    /// <summary>Id of the site that it serves.</summary>
    public string Site { get; init; } = "institution";

    /// <summary>Its name among the processes on one journal; empty for the machine's name with the port.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>
    /// Seconds for which calls are still taken once health says that the process leaves; null for ten, and for
    /// none where it is stand-alone, since nobody else can take its calls.
    /// </summary>
    public int? DrainSeconds { get; init; }

    /// <summary>The same as a length of time.</summary>
    public TimeSpan Grace => TimeSpan.FromSeconds(DrainSeconds ?? (IsPostgreSql ? 10 : 0));

    /// <summary>Calls in flight at once; 0 to have the service find how many it can do.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>Turns of a site for each turn of another where calls have to wait, as SITE=N; 1 for a site that is not named.</summary>
    public IReadOnlyList<string> SiteWeights { get; init; } = [];

    /// <summary>Connections at once.</summary>
    public int MaxConnections { get; init; } = 8192;

    /// <summary>Connections at once from one network address; a proxy in front is one address.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 1024;

    /// <summary>Whether the journal is in PostgreSQL.</summary>
    public bool IsPostgreSql => Database.StartsWith("postgres://", StringComparison.Ordinal) || Database.StartsWith("postgresql://", StringComparison.Ordinal);
}
