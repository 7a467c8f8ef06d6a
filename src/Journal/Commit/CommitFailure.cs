namespace MedRecords.Journal.Commit;

/// <summary>A commit that was not stored, or of which nobody knows.</summary>
/// <param name="Exception">What the store threw.</param>
/// <param name="At">When, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
public sealed record CommitFailure(Exception Exception, long At);
