using MedRecords.GrpcFrontend.Admission;

namespace MedRecords.GrpcFrontend.Hosting;

/// <summary>What an operator may set about the front end. Sizes are in bytes.</summary>
public sealed record FrontendOptions
{
    /// <summary>
    /// The largest message taken. It bounds what one call can make the service hold before the caller is
    /// even known, so it is small; bundles come in pieces.
    /// </summary>
    public int MaxReceiveMessageBytes { get; init; } = 4 << 20;

    /// <summary>The largest message sent: a chart's summary with large entries. Lists and exports go in pieces.</summary>
    public int MaxSendMessageBytes { get; init; } = 16 << 20;

    /// <summary>Whether responses are compressed for clients that accept gzip.</summary>
    public bool CompressResponses { get; init; } = true;

    /// <summary>Whether anyone who reaches the port may ask which services there are.</summary>
    public bool Reflection { get; init; } = true;

    /// <summary>How many tokens and certificates are remembered at most.</summary>
    public int RememberedIdentities { get; init; } = 20_000;

    /// <summary>The largest bundle that is imported.</summary>
    public long MaxBundleBytes { get; init; } = 2L << 30;

    /// <summary>How many imports run at once; a further one is told to come back.</summary>
    public int MaxConcurrentImports { get; init; } = 8;

    /// <summary>How long an import waits for the next piece before it gives its place to others.</summary>
    public TimeSpan ImportIdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much of a bundle is held in memory before it goes to an encrypted temporary file.</summary>
    public int SpoolMemoryBytes { get; init; } = 8 << 20;

    /// <summary>Folder for those files; null for the system's folder for temporary files.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>How long a watcher who hears of no commit waits before it looks by itself.</summary>
    public TimeSpan WatchPollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long streams may go on once the host stops. It is less than the host's time to stop.</summary>
    public TimeSpan StreamEndingTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a watcher's client goes without any response at most.</summary>
    public TimeSpan WatchCheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much is held of requests that have not come whole; of one network address, half of it.</summary>
    public long MaxUnfinishedBytes { get; init; } = 96 << 20;

    /// <summary>How much work is taken on at once, and how it is shared out.</summary>
    public AdmissionOptions Admission { get; init; } = new();
}
