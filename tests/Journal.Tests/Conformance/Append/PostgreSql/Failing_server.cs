using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using MedRecords.Testing;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>PostgreSQL only: these are faults of a server.</summary>
public sealed class Failing_server
{
    [Theory]
    [InlineData("53100", typeof(JournalUnavailableException), "disk is full")]
    [InlineData("53200", typeof(JournalUnavailableException), "53200")]
    [InlineData("40001", typeof(JournalUnavailableException), "40001")]
    [InlineData("25006", typeof(JournalUnavailableException), "read-only")]
    [InlineData("57014", typeof(JournalUnavailableException), "57014")]
    [InlineData("XX001", typeof(JournalDamagedException), "damaged")]
    [InlineData("23505", typeof(JournalDamagedException), "no room")]
    public async Task Is_told_by_its_code_and_stores_nothing(string code, Type expected, string text)
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var store = await place.OpenAsync();
        await place.ExecuteAsync($"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'secret of the driver' USING ERRCODE = '{code}'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON medrecords.commits FOR EACH ROW EXECUTE FUNCTION fail();
            """);
        var history = Given.History();

        var failure = await Assert.ThrowsAsync(expected, () => store.TryAsync(Given.Write(history, 0, "a")));
        await place.ExecuteAsync("DROP TRIGGER fail ON medrecords.commits");

        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await store.PayloadsAsync(history));
        Assert.Equal(1, await store.AddAsync(Given.Write(history, 0, "a")));
    }

    [Fact]
    public async Task That_crashes_and_comes_back_has_every_acknowledged_commit()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var store = new PostgreSqlJournalStore(new PostgreSqlJournalOptions(await server.CreateDatabaseAsync()));
        await store.OpenAsync(CancellationToken.None);
        var history = Given.History();
        for (var version = 0; version < 50; version++)
            await store.AddAsync(Given.Write(history, version, $"event {version}"));

        await server.StopAsync(immediate: true);
        await Assert.ThrowsAnyAsync<Exception>(() => store.TryAsync(Given.Write(history, 50, "lost")));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.TryAsync(Given.Write(history, 50, "refused")));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.PayloadsAsync(history));
        await server.StartAgainAsync();

        Assert.Equal(50, (await store.PayloadsAsync(history)).Length);
        Assert.Equal(51, await store.AddAsync(Given.Write(history, 50, "after")));
    }
}
