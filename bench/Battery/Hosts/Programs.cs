using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Hosts;

/// <summary>Finds the programs that rows need.</summary>
internal static class Programs
{
    private const string PostgreSqlFolder = "/usr/lib/postgresql/15/bin";

    /// <summary>h2load.</summary>
    public static string H2Load => Find("h2load", "nghttp2-client");

    /// <summary>pgbench, of PostgreSQL 15.</summary>
    public static string Pgbench => Find("pgbench", "postgresql-15");

    private static string Find(string name, string package)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Prepend(PostgreSqlFolder);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new CannotRunException($"{name} is missing: install the Debian package {package}.");
    }
}
