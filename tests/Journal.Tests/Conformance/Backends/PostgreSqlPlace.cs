using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using MedRecords.Testing;
using Npgsql;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>A database of the tests' PostgreSQL server.</summary>
public sealed class PostgreSqlPlace : Place
{
    private readonly NpgsqlDataSource _source;

    private PostgreSqlPlace(string connectionString)
    {
        ConnectionString = connectionString;
        _source = NpgsqlDataSource.Create(connectionString + ";Application Name=test;Pooling=false");
    }

    public string ConnectionString { get; }

    public static async Task<Place> MakeAsync() => await MakeHereAsync();

    public static async Task<PostgreSqlPlace> MakeHereAsync() =>
        new(await (await PostgresServer.GetSharedAsync()).CreateDatabaseAsync());

    public override IJournalStore Create() => new PostgreSqlJournalStore(new PostgreSqlJournalOptions(ConnectionString));

    public override async Task MakeNewerAsync()
    {
        await (await OpenAsync()).DisposeAsync();
        await ExecuteAsync("UPDATE medrecords.meta SET value = 1000 WHERE name = 'schema'");
    }

    public override Task MakeForeignAsync() =>
        ExecuteAsync("CREATE SCHEMA medrecords; CREATE TABLE medrecords.invoices (number bigint)");

    public Task<NpgsqlConnection> ConnectAsync() => _source.OpenConnectionAsync().AsTask();

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    protected override async Task RemoveAsync() => await _source.DisposeAsync();
}
