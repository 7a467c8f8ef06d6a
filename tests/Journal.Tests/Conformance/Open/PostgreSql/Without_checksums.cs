namespace MedRecords.Journal.Tests.Conformance;

/// <summary>PostgreSQL only, since SQLite has no checksums of pages and needs none: the server of the tests is made without.</summary>
public sealed class Without_checksums
{
    [Fact]
    public async Task Opens_with_the_advice_to_enable_them()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();

        var store = await place.OpenAsync();

        Assert.Contains("pg_checksums --enable", store.Advice, StringComparison.Ordinal);
    }
}
