using MedRecords.Journal.Contract;
using SQLitePCL;

namespace MedRecords.Journal.Sqlite;

/// <summary>Turns SQLite's error codes into the contract's exceptions.</summary>
internal static class Failures
{
    /// <summary>Whether the connection must be closed, because what it holds in memory need not be what the file holds.</summary>
    public static bool BreaksConnection(SqliteFailure failure) => failure.IsCommit || failure.PrimaryCode
        is raw.SQLITE_IOERR or raw.SQLITE_FULL or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
        or raw.SQLITE_NOMEM or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PROTOCOL or raw.SQLITE_MISUSE;

    /// <summary>What a failure means once the journal is open.</summary>
    public static Exception Of(SqliteFailure failure) => failure switch
    {
        { IsCommit: true } => new OutcomeUnknownException("The journal's file could not be written while a commit was under way.", failure),
        { PrimaryCode: raw.SQLITE_FULL } => Full(failure),
        { PrimaryCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } =>
            new JournalDamagedException($"The journal's file is damaged (SQLite error {failure.Code}).", failure),
        { PrimaryCode: raw.SQLITE_CONSTRAINT } =>
            new JournalDamagedException("The journal's tables hold a row that their order leaves no room for.", failure),
        _ => new JournalUnavailableException($"The journal's file could not be read or written (SQLite error {failure.Code}).", failure),
    };

    /// <summary>What a failure to open the file means.</summary>
    public static Exception OfOpen(SqliteFailure failure, string path) => failure.PrimaryCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            new JournalRefusedException($"{path} is in use by another process: stop that one first.", failure),
        raw.SQLITE_NOTADB =>
            new JournalRefusedException($"{path} is not a journal's file: name another one.", failure),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
            new JournalRefusedException($"{path} cannot be opened: see that it is a file, and that its folder exists and may be written.", failure),
        raw.SQLITE_READONLY =>
            new JournalRefusedException($"{path} cannot be written: see to the permissions of the file and its folder.", failure),
        // The commit that failed is one of the opening itself: nothing that anyone asked for is in doubt.
        _ => failure.IsCommit ? NotStored(failure) : Of(failure),
    };

    /// <summary>What a failed commit means of which the file, opened anew, holds nothing.</summary>
    public static JournalUnavailableException NotStored(SqliteFailure failure) => failure.PrimaryCode == raw.SQLITE_FULL
        ? Full(failure)
        : new("The journal's file could not be written; the commit was not stored.", failure);

    /// <summary>Two places of the file that have to agree do not.</summary>
    public static JournalDamagedException Disagreement() => new(
        "The journal's file contradicts itself in what it looks things up by: it is damaged. "
        + "Stop the service, keep a copy of the file, and restore a backup into a new one.");

    private static JournalUnavailableException Full(SqliteFailure failure) =>
        new("The disk of the journal's file is full: nothing is stored until there is room. Free some; nothing needs a restart.", failure);
}
