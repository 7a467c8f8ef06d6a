using MedRecords.Testing;
using Npgsql;

namespace MedRecords.Battery.Hosts;

/// <summary>The PostgreSQL that a row runs on: a throw-away one with default settings, or one that runs already.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string DescribeSql = """
        SELECT 'PostgreSQL ' || current_setting('server_version') || ', ' || string_agg(name || '=' || current_setting(name), ' ' ORDER BY name)
        FROM unnest(ARRAY['fsync', 'synchronous_commit', 'wal_sync_method', 'full_page_writes', 'shared_buffers', 'commit_delay']) AS name
        """;

    private readonly PostgresServer? _thrownAway;
    private readonly Uri _address;

    private PostgreSqlServer(PostgresServer? thrownAway, Uri address) => (_thrownAway, _address) = (thrownAway, address);

    /// <summary>Starts one, or takes one that runs already.</summary>
    public static async Task<PostgreSqlServer> StartAsync(string? existing)
    {
        if (existing is not null)
            return new PostgreSqlServer(null, new Uri(existing));
        var server = await PostgresServer.StartAsync();
        return new PostgreSqlServer(server, new Uri($"postgres://medrecords@127.0.0.1:{server.Port}/postgres"));
    }

    /// <summary>A new database on a server; null, which stands for SQLite, where there is none.</summary>
    public static async Task<Uri?> CreateDatabaseAsync(PostgreSqlServer? server) =>
        server is null ? null : await server.CreateDatabaseAsync();

    /// <summary>Makes a new database and returns its address, "postgres://user@host:port/name".</summary>
    public async Task<Uri> CreateDatabaseAsync()
    {
        var name = "battery_" + Guid.NewGuid().ToString("N")[..12];
        await ExecuteAsync(_address, $"CREATE DATABASE {name}");
        return new UriBuilder(_address) { Path = name }.Uri;
    }

    /// <summary>Runs a statement.</summary>
    public static async Task ExecuteAsync(Uri database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of what a query finds.</summary>
    public static async Task<IReadOnlyList<string>> ReadTextsAsync(Uri database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(database));
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }

    /// <summary>Version and the settings on which speed and durability depend, in one line.</summary>
    public async Task<string> DescribeAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(_address));
        await using var command = source.CreateCommand(DescribeSql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _thrownAway?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string ConnectionString(Uri database)
    {
        var user = database.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = database.Host,
            Port = database.Port,
            Database = database.AbsolutePath.Trim('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Pooling = false,
        }.ConnectionString;
    }
}
