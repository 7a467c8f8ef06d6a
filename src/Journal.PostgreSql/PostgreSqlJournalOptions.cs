namespace MedRecords.Journal.PostgreSql;

/// <summary>Where the journal's PostgreSQL database is, and how long to wait for it.</summary>
/// <param name="ConnectionString">Npgsql connection string; with several hosts it names Target Session Attributes=read-write.</param>
public sealed record PostgreSqlJournalOptions(string ConnectionString)
{
    /// <summary>How long an append may take before its outcome is unknown.</summary>
    public TimeSpan AppendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a read may take before the journal counts as unavailable.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long what a process says of itself may take before it is given up until the next time.</summary>
    public TimeSpan RegistryTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Most connections for reads; appends have one of their own.</summary>
    public int ReadConnections { get; init; } = 16;

    /// <summary>Accepts a server that acknowledges what a power cut can lose. For tests only.</summary>
    public bool AllowLoss { get; init; }
}
