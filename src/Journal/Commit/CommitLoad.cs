namespace MedRecords.Journal.Commit;

/// <summary>How busy a journal is.</summary>
/// <param name="Queued">Accesses that wait for the next commit.</param>
/// <param name="Commits">Commits since it was last asked for.</param>
/// <param name="Median">Time of one of these, median; zero where there were none.</param>
/// <param name="P99">The same, 99th percentile.</param>
public readonly record struct CommitLoad(int Queued, long Commits, TimeSpan Median, TimeSpan P99);
