namespace MedRecords.Journal.Sqlite;

/// <summary>An error code of SQLite's. Leaves this project only as an inner exception.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception(message)
{
    /// <summary>The extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>The result code without its extension.</summary>
    public int PrimaryCode => Code & 0xFF;

    /// <summary>Whether it was COMMIT itself that failed, so that what it wrote may be found later.</summary>
    public bool IsCommit { get; init; }

    /// <summary>The number that the failed commit would have had; 0 where it was not one of the journal's.</summary>
    public long CommitNumber { get; init; }
}
