using System.Text.RegularExpressions;

namespace MedRecords.Journal.Sqlite;

/// <summary>The statements, each from the file of its name in Sql/.</summary>
internal static partial class Sql
{
    public static readonly string ReadCurrent = Load(nameof(ReadCurrent));
    public static readonly string ReadCurrentCopy = Load(nameof(ReadCurrentCopy));
    public static readonly string WriteCurrent = Load(nameof(WriteCurrent));
    public static readonly string ReadNewestEvents = Load(nameof(ReadNewestEvents));
    public static readonly TwofoldQuery ReadVersionsWritten = LoadTwofold(nameof(ReadVersionsWritten));
    public static readonly string WriteVersionsWritten = Load(nameof(WriteVersionsWritten));
    public static readonly string RestoreVersions = Load(nameof(RestoreVersions));
    public static readonly string InsertEvent = Load(nameof(InsertEvent));
    public static readonly string InsertTerm = Load(nameof(InsertTerm));
    public static readonly string InsertKey = Load(nameof(InsertKey));
    public static readonly string InsertCommit = Load(nameof(InsertCommit));
    public static readonly string InsertCommitChecksum = Load(nameof(InsertCommitChecksum));
    public static readonly string Read = Load(nameof(Read));
    public static readonly string ReadNewest = Load(nameof(ReadNewest));
    public static readonly string ReadVersion = Load(nameof(ReadVersion));
    public static readonly string ReadCommits = Load(nameof(ReadCommits));
    public static readonly string ReadAllCommits = Load(nameof(ReadAllCommits));
    public static readonly TwofoldQuery ReadLastCommit = new(Load(nameof(ReadLastCommit)), Load("ReadLastCommitCopy"));
    public static readonly TwofoldQuery ReadIndexed = LoadTwofold(nameof(ReadIndexed));
    public static readonly string WriteIndexed = Load(nameof(WriteIndexed));
    public static readonly string IndexAccess = Load(nameof(IndexAccess));
    public static readonly TwofoldQuery FindCommits = LoadTwofold(nameof(FindCommits));
    public static readonly TwofoldQuery FindHistories = LoadTwofold(nameof(FindHistories));
    public static readonly TwofoldQuery HasTerm = LoadTwofold(nameof(HasTerm));
    public static readonly TwofoldQuery ReadKey = LoadTwofold(nameof(ReadKey));
    public static readonly TwofoldQuery ReadKeys = LoadTwofold(nameof(ReadKeys));
    public static readonly string ReplaceKey = Load(nameof(ReplaceKey));
    public static readonly string ReplaceKeyCopy = Load(nameof(ReplaceKeyCopy));
    public static readonly TwofoldQuery ReadSetting = LoadTwofold(nameof(ReadSetting));
    public static readonly string AddSetting = Load(nameof(AddSetting));
    public static readonly string ReplaceSetting = Load(nameof(ReplaceSetting));
    public static readonly string ReplaceSettingCopy = Load(nameof(ReplaceSettingCopy));
    public static readonly string ReadSnapshot = Load(nameof(ReadSnapshot));
    public static readonly string WriteSnapshot = Load(nameof(WriteSnapshot));
    public static readonly string Session = Load(nameof(Session));
    public static readonly string ReadLastEvent = Load(nameof(ReadLastEvent));
    public static readonly string ScanEvents = Load(nameof(ScanEvents));
    public static readonly string IsEmpty = Load(nameof(IsEmpty));
    public static readonly TwofoldQuery BackupSettings = LoadTwofold(nameof(BackupSettings));
    public static readonly string BackupEvents = Load(nameof(BackupEvents));
    public static readonly TwofoldQuery BackupTerms = LoadTwofold(nameof(BackupTerms));
    public static readonly TwofoldQuery BackupKeys = LoadTwofold(nameof(BackupKeys));

    /// <summary>The script that brings the tables to a version from the one before it.</summary>
    public static string Schema(long version) => Load($"Schema{version}");

    /// <summary>The copies have the columns of their tables, and names with an ending.</summary>
    private static TwofoldQuery LoadTwofold(string name)
    {
        const string Ending = "_copy";
        var original = Load(name);
        return new TwofoldQuery(original, TableName().Replace(original, $"$0{Ending}"));
    }

    [GeneratedRegex(@"(?<=\bFROM )\w+")]
    private static partial Regex TableName();

    private static string Load(string name)
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream($"{typeof(Sql).Namespace}.Sql.{name}.sql")
            ?? throw new InvalidOperationException($"Sql/{name}.sql is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
