namespace MedRecords.Journal.Sqlite;

/// <summary>The statements, each from the file of its name in Sql/.</summary>
internal static class Sql
{
    public static readonly string ReadCurrent = Load(nameof(ReadCurrent));
    public static readonly string InsertEvent = Load(nameof(InsertEvent));
    public static readonly string InsertTerm = Load(nameof(InsertTerm));
    public static readonly string InsertKey = Load(nameof(InsertKey));
    public static readonly string InsertCommit = Load(nameof(InsertCommit));
    public static readonly string Read = Load(nameof(Read));
    public static readonly string ReadNewest = Load(nameof(ReadNewest));
    public static readonly string ReadVersion = Load(nameof(ReadVersion));
    public static readonly string ReadCommits = Load(nameof(ReadCommits));
    public static readonly string ReadLastCommit = Load(nameof(ReadLastCommit));
    public static readonly string ReadIndexed = Load(nameof(ReadIndexed));
    public static readonly string WriteIndexed = Load(nameof(WriteIndexed));
    public static readonly string IndexAccess = Load(nameof(IndexAccess));
    public static readonly string FindCommits = Load(nameof(FindCommits));
    public static readonly string FindHistories = Load(nameof(FindHistories));
    public static readonly string HasTerm = Load(nameof(HasTerm));
    public static readonly string ReadKey = Load(nameof(ReadKey));
    public static readonly string ReadSetting = Load(nameof(ReadSetting));
    public static readonly string AddSetting = Load(nameof(AddSetting));
    public static readonly string ReadSnapshot = Load(nameof(ReadSnapshot));
    public static readonly string WriteSnapshot = Load(nameof(WriteSnapshot));
    public static readonly string Session = Load(nameof(Session));
    public static readonly string IsEmpty = Load(nameof(IsEmpty));
    public static readonly string BackupSettings = Load(nameof(BackupSettings));
    public static readonly string BackupEvents = Load(nameof(BackupEvents));
    public static readonly string BackupTerms = Load(nameof(BackupTerms));
    public static readonly string BackupKeys = Load(nameof(BackupKeys));

    /// <summary>The script that brings the tables to a version from the one before it.</summary>
    public static string Schema(long version) => Load($"Schema{version}");

    private static string Load(string name)
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream($"{typeof(Sql).Namespace}.Sql.{name}.sql")
            ?? throw new InvalidOperationException($"Sql/{name}.sql is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
