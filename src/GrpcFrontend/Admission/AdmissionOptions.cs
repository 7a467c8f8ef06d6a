namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// How much work the front end takes on at once, and how it is shared out. Every number bounds memory too:
/// a call that waits holds its request.
/// </summary>
public sealed record AdmissionOptions
{
    /// <summary>Calls in flight, fixed; 0 to have the limit found between the two below.</summary>
    public int FixedInFlight { get; init; }

    /// <summary>The least that the limit goes down to. A group commit needs a group.</summary>
    public int MinInFlight { get; init; } = 32;

    /// <summary>The most that the limit goes up to.</summary>
    public int MaxInFlight { get; init; } = 1024;

    /// <summary>Calls of all sites that wait.</summary>
    public int MaxWaiting { get; init; } = 4096;

    /// <summary>Calls of one site that wait.</summary>
    public int MaxWaitingPerSite { get; init; } = 2048;

    /// <summary>Calls of one account, or of one network address where nobody is signed in, that wait.</summary>
    public int MaxWaitingPerAccount { get; init; } = 512;

    /// <summary>Emergency calls of one account that go first at the same time; further ones rank as if they were none.</summary>
    public int MaxEmergenciesPerAccount { get; init; } = 4;

    /// <summary>The longest wait of a call without a deadline.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Passwords hashed at once; 0 for a quarter of the processors.</summary>
    public int MaxHashing { get; init; }

    /// <summary>Open streams that follow something: the change feed, health, reflection.</summary>
    public StreamBounds Watchers { get; init; } = new(Total: 2048, PerSite: 1024, PerAccount: 64);

    /// <summary>Open streams that carry much: imports, exports, backups, lists of entries.</summary>
    public StreamBounds Transfers { get; init; } = new(Total: 256, PerSite: 128, PerAccount: 64);

    /// <summary>Turns of a site for each turn of another; a site that is not named has 1.</summary>
    public IReadOnlyDictionary<string, int> SiteWeights { get; init; } = new Dictionary<string, int>();
}

/// <summary>How many streams may be open.</summary>
/// <param name="Total">In all.</param>
/// <param name="PerSite">Of one site.</param>
/// <param name="PerAccount">Of one account, or of one network address where nobody is signed in.</param>
public sealed record StreamBounds(int Total, int PerSite, int PerAccount);
