using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Silo.Hosting;

/// <summary>Chooses the journal's backend.</summary>
internal static class JournalStores
{
    private const string FileName = "medrecords.db";

    public static IJournalStore Create(SiloSettings options)
    {
        if (options.IsPostgreSql)
            return new PostgreSqlJournalStore(new PostgreSqlJournalOptions(PostgreSqlAddress.ToConnectionString(options.Database)));
        if (options.Database != "sqlite")
            throw new StartRefusedException("--database must be \"sqlite\" or postgres://user:password@host:port/name.");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(options.Data);
        else
            Directory.CreateDirectory(options.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new SqliteJournalStore(new SqliteJournalOptions(PathOf(options)));
    }

    /// <summary>What looks at the journal without opening it.</summary>
    public static IJournalInspector Inspect(SiloSettings options) => options.IsPostgreSql
        ? new PostgreSqlInspector(PostgreSqlAddress.ToConnectionString(options.Database))
        : new SqliteInspector(PathOf(options));

    private static string PathOf(SiloSettings options) => Path.Combine(options.Data, FileName);
}
