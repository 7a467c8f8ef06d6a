using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Backup;

/// <summary>One row of a journal, as a backup carries it from any backend to any other.</summary>
public abstract record BackupRow;

/// <summary>A setting. Settings come first, by name.</summary>
public sealed record SettingRow(string Name, byte[] Value) : BackupRow;

/// <summary>A commit with its records. Commits come next, from 1 to the backup's last, without gaps.</summary>
public sealed record CommitRow(StoredCommit Commit) : BackupRow;

/// <summary>An event and the commit that holds it. Events come next, by history and version, from 1 without gaps.</summary>
public sealed record EventRow(HistoryId History, long Commit, StoredEvent Event) : BackupRow;

/// <summary>A term under which a history can be found. Terms come next, by term and history.</summary>
public sealed record TermRow(byte[] Term, HistoryId History, long Commit) : BackupRow;

/// <summary>A history's wrapped key. Keys come last, by history.</summary>
public sealed record KeyRow(HistoryId History, byte[] Wrapped, long Commit) : BackupRow;
