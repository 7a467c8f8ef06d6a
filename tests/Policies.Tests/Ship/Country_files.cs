using MedRecords.Grains.Policy;
using MedRecords.Policies.Tests.Support;

namespace MedRecords.Policies.Tests.Ship;

public sealed class Country_files : Folder
{
    private static readonly string[] WithoutSource = ["id", "name", "effective_from", "sources"];

    public static TheoryData<string> Countries => [.. Directory.GetFiles(Shipped, "*.yaml").Select(file => Path.GetFileName(file)!).Where(name => name != "base.yaml")];

    [Fact]
    public void Are_those_of_six_jurisdictions() =>
        Assert.Equal(["au.yaml", "ca.yaml", "de.yaml", "eu.yaml", "uk.yaml", "us.yaml"], Directory.GetFiles(Shipped, "*.yaml").Select(Path.GetFileName).Where(name => name != "base.yaml").Order());

    [Fact]
    public void Build_on_what_the_service_starts_with() =>
        Assert.Equal(DefaultPolicy.Build(), ReadShipped("base.yaml"));

    [Theory]
    [MemberData(nameof(Countries))]
    public void Give_each_statement_its_source(string name)
    {
        var policy = ReadShipped(name);
        var sources = policy.Sources.Select(source => source.Statement).ToList();

        var without = Statements.Of(policy)
            .Where(statement => !statement.IsEmpty && !WithoutSource.Contains(statement.Path.Split('.')[0]))
            .Where(statement => !sources.Exists(source => statement.Path == source || statement.Path.StartsWith($"{source}.", StringComparison.Ordinal)))
            .Select(statement => statement.Path);

        Assert.Empty(without);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void Say_something_of_every_part(string name)
    {
        var policy = ReadShipped(name);

        Assert.Equal(Path.GetFileNameWithoutExtension(name), policy.Id);
        Assert.NotEmpty(policy.Collection.Details);
        Assert.True(policy.Storage.EncryptedAtRest);
        Assert.True(policy.Retention.Usual.YearsAfterLastEncounter > 0 && policy.Retention.Usual.MinorsUntilAge > 18);
        Assert.True(policy.Amendment.OriginalKept && policy.Answerability.Years > 0 && policy.Rights.AccessDays > 0);
        Assert.True(policy.Proxies.GuardianEndsAt > 0 && policy.Emergency.Roles.Count > 0);
        Assert.Contains(policy.Sources, source => source.Bound != V1.Bound.Unspecified);
    }
}
