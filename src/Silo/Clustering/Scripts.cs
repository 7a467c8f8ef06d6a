namespace MedRecords.Silo.Clustering;

/// <summary>The SQL that makes the tables and queries of Orleans' ADO.NET providers. Each script may run any number of times.</summary>
internal static class Scripts
{
    private static readonly string[] Names = ["Queries.sql", "Membership.sql", "Storage.sql"];

    public static IEnumerable<string> Read()
    {
        foreach (var name in Names)
        {
            using var stream = typeof(Scripts).Assembly.GetManifestResourceStream($"MedRecords.Silo.Clustering.Sql.{name}")!;
            using var reader = new StreamReader(stream);
            yield return reader.ReadToEnd();
        }
    }
}
