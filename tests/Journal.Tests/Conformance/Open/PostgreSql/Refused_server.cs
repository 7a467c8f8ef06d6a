using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using MedRecords.Testing;
using Npgsql;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>PostgreSQL only: these are settings and rights of a server.</summary>
public sealed class Refused_server
{
    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    public async Task Is_one_that_loses_acknowledged_commits(string setting)
    {
        await using var server = await PostgresServer.StartAsync(new Dictionary<string, string> { [setting] = "off" });
        var text = await server.CreateDatabaseAsync();

        var refusal = await OpenAsync(new PostgreSqlJournalOptions(text));
        Assert.Contains($"{setting} = off", Assert.IsType<JournalRefusedException>(refusal).Message, StringComparison.Ordinal);
        Assert.Null(await OpenAsync(new PostgreSqlJournalOptions(text) { AllowLoss = true }));
    }

    [Fact]
    public async Task Is_one_whose_database_turned_synchronous_commit_off()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var database = await place.ReadAsync<string>("SELECT current_database()::text");
        await place.ExecuteAsync($"ALTER DATABASE {database} SET synchronous_commit = off");

        var refusal = await OpenAsync(new PostgreSqlJournalOptions(place.ConnectionString));

        Assert.Contains("synchronous_commit = off", Assert.IsType<JournalRefusedException>(refusal).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cannot_turn_synchronous_commit_off_under_an_open_journal()
    {
        await using var server = await PostgresServer.StartAsync();
        var text = await server.CreateDatabaseAsync();
        await using var store = new PostgreSqlJournalStore(new PostgreSqlJournalOptions(text));
        await store.OpenAsync(CancellationToken.None);
        await store.AddAsync(Given.Read(Given.History(), 0));
        await using var source = NpgsqlDataSource.Create(text + ";Pooling=false");
        await ExecuteAsync(source, """
            CREATE TABLE seen (setting text);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$;
            CREATE TRIGGER note AFTER INSERT ON medrecords.commits FOR EACH ROW EXECUTE FUNCTION note();
            """);
        await ExecuteAsync(source, "ALTER SYSTEM SET synchronous_commit = off");
        await ExecuteAsync(source, "SELECT pg_reload_conf()");
        await Deadline.Until(async () => "off" == await ReadAsync(source, "SHOW synchronous_commit"), "the new setting");

        await store.AddAsync(Given.Read(Given.History(), 0));

        Assert.Equal("on", await ReadAsync(source, "SELECT setting FROM seen"));
    }

    [Fact]
    public async Task Is_one_without_the_database()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var text = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Database = "missing" };

        var refusal = await OpenAsync(new PostgreSqlJournalOptions(text.ConnectionString));

        Assert.Contains("does not exist", Assert.IsType<JournalRefusedException>(refusal).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_one_where_the_user_may_not_make_the_tables()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var user = $"guest_{Guid.NewGuid():N}";
        await place.ExecuteAsync($"CREATE USER {user}");
        var text = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Username = user };

        var refusal = await OpenAsync(new PostgreSqlJournalOptions(text.ConnectionString));

        Assert.Contains("grant", Assert.IsType<JournalRefusedException>(refusal).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_one_that_only_reads()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var database = await place.ReadAsync<string>("SELECT current_database()::text");
        await place.ExecuteAsync($"ALTER DATABASE {database} SET default_transaction_read_only = on");

        Assert.Contains("read-only", (await OpenAsync(new PostgreSqlJournalOptions(place.ConnectionString)))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_one_that_two_silos_open_at_once_for_the_first_time()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => place.OpenAsync()));

        for (var i = 0; i < stores.Length; i++)
            Assert.Equal(i + 1, await stores[i].AddAsync(Given.Read(Given.History(), 0)));
    }

    [Fact]
    public async Task That_is_not_there_is_unavailable()
    {
        var failure = await OpenAsync(new PostgreSqlJournalOptions("Host=127.0.0.1;Port=1;Username=nobody;Database=none"));

        Assert.IsType<JournalUnavailableException>(failure);
    }

    private static async Task<Exception?> OpenAsync(PostgreSqlJournalOptions options)
    {
        await using var store = new PostgreSqlJournalStore(options);
        return await Record.ExceptionAsync(() => store.OpenAsync(CancellationToken.None));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
