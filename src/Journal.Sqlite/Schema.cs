using System.Globalization;
using MedRecords.Journal.Contract;
using SQLitePCL;

namespace MedRecords.Journal.Sqlite;

/// <summary>Makes or upgrades the tables, and refuses files that are not a journal's or are newer than this program.</summary>
internal static class Schema
{
    /// <summary>The version of the tables that this program reads and writes; the file's user_version.</summary>
    public const int Version = 2;

    /// <summary>The file's application_id: "MRJL".</summary>
    public const int ApplicationId = 0x4D524A4C;

    /// <summary>Locks the file for this process and brings its tables to <see cref="Version"/>.</summary>
    public static void Open(Database database, SqliteJournalOptions options)
    {
        if (database.IsReadOnly)
            throw new JournalRefusedException($"{options.Path} cannot be written: see to the permissions of the file and its folder.");
        // Exclusive also spares the shared-memory file, and with it a second connection's chance to write.
        database.Execute("PRAGMA locking_mode = EXCLUSIVE");
        var found = ReadVersion(database, options.Path);
        if (found == 0)
            database.Execute("PRAGMA page_size = 4096");
        if (database.ReadOnce("PRAGMA journal_mode = WAL") != "wal")
            throw new JournalRefusedException($"{options.Path} is on a file system without write-ahead logging: name another folder.");
        database.SetSynchronous(options.Synchronous);
        database.Execute(Sql.Session);
        database.Begin();
        for (var version = found + 1; version <= Version; version++)
            Upgrade(database, version);
        database.Commit();
        SettleLog(database);
        database.LearnVersions();
    }

    private static void Upgrade(Database database, long version)
    {
        database.Execute(Sql.Schema(version));
        if (version == 2)
            Commits.InsertChecksums(database);
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        SetVersion(database, version);
    }

    private static void SetVersion(Database database, long version) =>
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));

    /// <summary>
    /// Leaves no doubt about what an earlier connection wrote. After a failed fsync a log can be read back
    /// although the disk never got it, and one that was deleted can be back after a power cut: a commit of
    /// our own syncs the log and its folder, and then all that the log holds is written and synced anew.
    /// </summary>
    private static void SettleLog(Database database)
    {
        try
        {
            database.Begin();
            SetVersion(database, Version);
            database.Commit();
            database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteFailure failure) when (failure.PrimaryCode == raw.SQLITE_FULL)
        {
            // A full disk is no failed fsync: the log is sound, and reads can go on.
            database.Rollback();
        }
    }

    /// <summary>The version found; 0 where there is no journal yet.</summary>
    public static long ReadVersion(Database database, string path)
    {
        var application = Read("PRAGMA application_id");
        var version = Read("PRAGMA user_version");
        var tables = Read("SELECT count(*) FROM sqlite_schema");
        if (application == 0 && version == 0 && tables == 0)
            return 0;
        if (application != ApplicationId)
            throw new JournalRefusedException($"{path} is not a journal's file: name another one.");
        if (version > Version)
        {
            throw new JournalRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"{path} has version {version} and this program knows up to version {Version}: run a newer program."));
        }
        return version;

        long Read(string sql) => long.Parse(database.ReadOnce(sql), CultureInfo.InvariantCulture);
    }
}
