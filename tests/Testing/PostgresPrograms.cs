namespace MedRecords.Testing;

/// <summary>Where PostgreSQL's programs are.</summary>
internal static class PostgresPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql/15/bin";

    /// <summary>The path of a program, or a clear failure that names what to install.</summary>
    public static string Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Prepend(DebianFolder).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"PostgreSQL's program {name} is missing: install the Debian package postgresql-15, or put its programs on PATH.");
    }
}
