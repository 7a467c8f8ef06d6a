using MedRecords.Testing;
using Npgsql;

namespace MedRecords.Service.Tests.Support;

/// <summary>A temporary folder that is removed at the end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("medrecords-service-").FullName;

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}

/// <summary>One service on one backend for all the tests of a class.</summary>
public abstract class Backend : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public ServiceProcess Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await ServiceProcess.StartAsync(_folder.Path, await DatabaseAsync());

    public async Task DisposeAsync()
    {
        await Service.StopAsync();
        await Service.DisposeAsync();
        _folder.Dispose();
    }

    protected abstract Task<string> DatabaseAsync();
}

/// <summary>Stand-alone.</summary>
public sealed class OnSqlite : Backend
{
    protected override Task<string> DatabaseAsync() => Task.FromResult("sqlite");
}

/// <summary>On PostgreSQL.</summary>
public sealed class OnPostgreSql : Backend
{
    /// <summary>The address of a new database on the tests' server, after some statements.</summary>
    public static async Task<string> NewDatabaseAsync(params string[] statements)
    {
        var server = await PostgresServer.GetSharedAsync();
        var connection = await server.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(connection + ";Pooling=false"))
        {
            foreach (var statement in statements)
            {
                await using var command = source.CreateCommand(statement);
                await command.ExecuteNonQueryAsync();
            }
        }

        var options = connection.Split(';').Select(o => o.Split('=', 2)).ToDictionary(o => o[0].Trim(), o => o[^1], StringComparer.OrdinalIgnoreCase);
        return $"postgres://{options["Username"]}@127.0.0.1:{server.Port}/{options["Database"]}";
    }

    /// <summary>Runs a statement in a database that <see cref="NewDatabaseAsync"/> made.</summary>
    public static async Task RunAsync(string database, string statement)
    {
        var address = new Uri(database);
        await using var source = NpgsqlDataSource.Create($"Host={address.Host};Port={address.Port};Username={address.UserInfo};Database={address.AbsolutePath[1..]};Pooling=false");
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    protected override Task<string> DatabaseAsync() => NewDatabaseAsync();
}
