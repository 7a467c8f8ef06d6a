namespace MedRecords.Journal.Sqlite;

/// <summary>When a commit counts as stored.</summary>
public enum SqliteSynchronous
{
    /// <summary>When the disk has it.</summary>
    Full,

    /// <summary>When the operating system has it: a power cut loses acknowledged commits. Only to show that a test would notice.</summary>
    Normal,
}

/// <summary>Where the journal's file is.</summary>
/// <param name="Path">The database file; its folder exists.</param>
/// <param name="Synchronous">When a commit counts as stored.</param>
public sealed record SqliteJournalOptions(string Path, SqliteSynchronous Synchronous = SqliteSynchronous.Full);
