using MedRecords.Testing;
using Npgsql;

namespace MedRecords.Service.Tests.Support;

/// <summary>One service with a PostgreSQL server of its own, to be stopped and starved.</summary>
public sealed class OwnPostgreSql : IAsyncLifetime
{
    /// <summary>A word that no answer and no log may hold.</summary>
    public const string Password = "not-to-be-told";

    private readonly TemporaryFolder _folder = new();
    private string _connection = string.Empty;

    public PostgresServer Server { get; private set; } = null!;

    public ServiceProcess Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await PostgresServer.StartAsync(new Dictionary<string, string> { ["max_connections"] = "30" });
        _connection = await Server.CreateDatabaseAsync() + ";Pooling=false";
        var name = new NpgsqlConnectionStringBuilder(_connection).Database;
        Service = await ServiceProcess.StartAsync(_folder.Path, $"postgres://medrecords:{Password}@127.0.0.1:{Server.Port}/{name}");
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Takes every connection of the server away from the service, until disposed of.</summary>
    public async Task<IAsyncDisposable> TakeEveryConnectionAsync()
    {
        var taken = new Connections();
        var connection = await taken.OpenAsync(_connection) ?? throw new InvalidOperationException("The server has no connection for the test.");
        while (await taken.OpenAsync(_connection) is not null)
        {
        }

        await using var end = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name LIKE 'medrecords%'", connection);
        await end.ExecuteScalarAsync();
        while (await taken.OpenAsync(_connection) is not null)
        {
        }

        return taken;
    }

    public Task RunAsync(string sql) => AskAsync(sql);

    /// <summary>How many connections the service has.</summary>
    public async Task<long> CountConnectionsAsync() =>
        (long)(await AskAsync("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"))!;

    private async Task<object?> AskAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_connection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private sealed class Connections : IAsyncDisposable
    {
        private readonly List<NpgsqlConnection> _open = [];

        /// <summary>One more; null where the server has none left.</summary>
        public async Task<NpgsqlConnection?> OpenAsync(string text)
        {
            var connection = new NpgsqlConnection(text);
            try
            {
                await connection.OpenAsync();
            }
            catch (PostgresException none) when (none.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                return null;
            }

            _open.Add(connection);
            return connection;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var connection in _open)
                await connection.DisposeAsync();
        }
    }
}
