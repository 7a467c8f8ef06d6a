namespace MedRecords.Journal.PostgreSql;

/// <summary>The statements, each from the file of its name in Sql/.</summary>
internal static class Sql
{
    public static readonly string LockAppends = Load(nameof(LockAppends));
    public static readonly string LockSchema = Load(nameof(LockSchema));
    public static readonly string LimitLockWaits = Load(nameof(LimitLockWaits));
    public static readonly string ReadVersion = Load(nameof(ReadVersion));
    public static readonly string ReadBackend = Load(nameof(ReadBackend));
    public static readonly string Append = Load(nameof(Append));
    public static readonly string Read = Load(nameof(Read));
    public static readonly string ReadNewest = Load(nameof(ReadNewest));
    public static readonly string ReadVersions = Load(nameof(ReadVersions));
    public static readonly string ReadCommits = Load(nameof(ReadCommits));
    public static readonly string ReadLastCommit = Load(nameof(ReadLastCommit));
    public static readonly string ReadIndexed = Load(nameof(ReadIndexed));
    public static readonly string IndexAccesses = Load(nameof(IndexAccesses));
    public static readonly string FindCommits = Load(nameof(FindCommits));
    public static readonly string FindHistories = Load(nameof(FindHistories));
    public static readonly string ReadKey = Load(nameof(ReadKey));
    public static readonly string ReadKeys = Load(nameof(ReadKeys));
    public static readonly string CountKeys = Load(nameof(CountKeys));
    public static readonly string ReplaceKeys = Load(nameof(ReplaceKeys));
    public static readonly string ReadSetting = Load(nameof(ReadSetting));
    public static readonly string AddSetting = Load(nameof(AddSetting));
    public static readonly string ReplaceSetting = Load(nameof(ReplaceSetting));
    public static readonly string ReadSchema = Load(nameof(ReadSchema));
    public static readonly string ReadChecksums = Load(nameof(ReadChecksums));
    public static readonly string InspectServer = Load(nameof(InspectServer));
    public static readonly string CheckServer = Load(nameof(CheckServer));
    public static readonly string Session = Load(nameof(Session));
    public static readonly string EndBackend = Load(nameof(EndBackend));
    public static readonly string SiloTable = Load(nameof(SiloTable));
    public static readonly string ReportSilo = Load(nameof(ReportSilo));
    public static readonly string ListSilos = Load(nameof(ListSilos));
    public static readonly string RequestDrain = Load(nameof(RequestDrain));
    public static readonly string IsEmpty = Load(nameof(IsEmpty));
    public static readonly string BackupSettings = Load(nameof(BackupSettings));
    public static readonly string BackupCommits = Load(nameof(BackupCommits));
    public static readonly string BackupEvents = Load(nameof(BackupEvents));
    public static readonly string BackupTerms = Load(nameof(BackupTerms));
    public static readonly string BackupKeys = Load(nameof(BackupKeys));
    public static readonly string RestoreSettings = Load(nameof(RestoreSettings));
    public static readonly string RestoreCommits = Load(nameof(RestoreCommits));
    public static readonly string RestoreEvents = Load(nameof(RestoreEvents));
    public static readonly string RestoreTerms = Load(nameof(RestoreTerms));
    public static readonly string RestoreKeys = Load(nameof(RestoreKeys));

    /// <summary>The script that brings the tables to a version from the one before it.</summary>
    public static string Schema(int version) => Load($"Schema{version}");

    private static string Load(string name)
    {
        var assembly = typeof(Sql).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{typeof(Sql).Namespace}.Sql.{name}.sql")
            ?? throw new InvalidOperationException($"Sql/{name}.sql is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
