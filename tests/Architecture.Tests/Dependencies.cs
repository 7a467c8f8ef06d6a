namespace MedRecords.Architecture.Tests;

/// <summary>front end → interfaces ← grains ← silo.</summary>
public sealed class Dependencies
{
    [Theory]
    [InlineData("Grains.Interfaces")]
    [InlineData("Fhir", "Grains.Interfaces")]
    [InlineData("GrpcFrontend", "Fhir", "Grains.Interfaces")]
    [InlineData("Journal")]
    [InlineData("Journal.Sqlite", "Journal")]
    [InlineData("Journal.PostgreSql", "Journal")]
    [InlineData("Grains", "Grains.Interfaces", "Journal")]
    [InlineData("Silo", "Grains", "GrpcFrontend", "Journal.PostgreSql", "Journal.Sqlite")]
    [InlineData("Cli", "Policies")]
    [InlineData("Policies")]
    public void Each_project_references_just_what_it_may(string project, params string[] allowed) =>
        Assert.Equal(allowed.Order(), Sources.ReferencesOf(project));

    [Fact]
    public void Only_the_journals_backends_know_a_database_driver()
    {
        foreach (var project in Projects().Except(["Journal.Sqlite", "Journal.PostgreSql"]))
            Assert.DoesNotContain(Sources.PackagesOf(project), p => p.Contains("Sqlite", StringComparison.OrdinalIgnoreCase) || p.Contains("Npgsql", StringComparison.Ordinal) || p == "SQLitePCLRaw.bundle_e_sqlite3");
    }

    [Fact]
    public void Only_the_front_end_and_clients_know_gRPC()
    {
        foreach (var project in Projects().Except(["GrpcFrontend", "Cli", "Silo"]))
        {
            Assert.Equal(string.Empty, Sources.Property(project, "UsesGrpc"));
            foreach (var file in Sources.Files($"src/{project}", "*.cs"))
                Assert.DoesNotContain("using Grpc", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_silo_only_hosts_gRPC() =>
        Assert.All(Sources.Files("src/Silo", "*.cs"), file => Assert.DoesNotContain("using Grpc.", File.ReadAllText(file), StringComparison.Ordinal));

    private static IEnumerable<string> Projects() =>
        Sources.Files("src", "*.csproj").Where(f => !f.Contains("/Bundled/", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)!);
}
