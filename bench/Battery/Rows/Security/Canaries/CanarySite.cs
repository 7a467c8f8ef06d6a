using System.Diagnostics;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Setup;
using MedRecords.Testing;
using Npgsql;

namespace MedRecords.Battery.Rows.Security.Canaries;

/// <summary>
/// A service whose every file is below one folder: data, temporary files, backup and a log of everything. With it, where
/// it uses one, a PostgreSQL of its own that logs each statement.
/// </summary>
internal sealed class CanarySite : IAsyncDisposable
{
    private readonly PostgresServer? _server;

    private CanarySite(string folder, PostgresServer? server, Uri? database)
    {
        (Folder, _server, Database) = (folder, server, database);
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        Directory.CreateDirectory(Temporary);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The PostgreSQL database; null for SQLite.</summary>
    public Uri? Database { get; }

    /// <summary>Where temporary files go.</summary>
    public string Temporary => Path.Combine(Folder, "tmp");

    /// <summary>Where the backup goes.</summary>
    public string Backup => Path.Combine(Folder, "backup");

    /// <summary>The file of the journal on SQLite.</summary>
    public string JournalFile => Path.Combine(Folder, "data", "medrecords.db");

    /// <summary>Makes one.</summary>
    public static async Task<CanarySite> MakeAsync(RowContext context, bool isSqlite)
    {
        if (isSqlite)
            return new CanarySite(context.Folder.Create("sqlite"), null, null);
        var server = await PostgresServer.StartAsync(new Dictionary<string, string> { ["log_statement"] = "all", ["log_parameter_max_length"] = "-1" });
        var name = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()).Database;
        return new CanarySite(context.Folder.Create("postgresql"), server, new Uri($"postgres://medrecords@127.0.0.1:{server.Port}/{name}"));
    }

    /// <summary>Starts the service.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="isLoud">Whether it logs all that it can.</param>
    public Task<ServerProcess> StartAsync(int port, bool isLoud)
    {
        string[] store = Database is null ? [] : ["--database", Database.ToString()];
        var command = new ProcessStartInfo("dotnet", [Self.FindNeighbour("Silo"), "--data", Path.Combine(Folder, "data"), "--listen", $"127.0.0.1:{port}", "--drain-seconds", "0", .. store]);
        command.Environment["MEDRECORDS_ADMIN_PASSWORD"] = Staff.Password;
        command.Environment["TMPDIR"] = Temporary;
        // Its sockets would lie among the temporary files, cannot be searched, and would count as spooled.
        command.Environment["DOTNET_EnableDiagnostics"] = "0";
        if (isLoud)
        {
            foreach (var category in new[] { "Default", "MedRecords", "Microsoft", "Grpc", "Orleans", "System", "Npgsql" })
                command.Environment[$"Logging__LogLevel__{category}"] = "Trace";
        }

        return ServerProcess.StartAsync(command, log: Path.Combine(Folder, "log"));
    }

    /// <summary>Searches all that there is.</summary>
    public IReadOnlyList<string> Search() => [.. Canary.FindBelow(Folder), .. _server is null ? [] : Canary.FindBelow(_server.Folder)];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
