using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MedRecords.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own, on a free port of 127.0.0.1, with its data in a temporary folder.
/// It is gone, folder and all, when it is disposed of or when the process ends, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(() => StartAsync());
    private static int _databases;

    private readonly string _folder;
    private readonly Process _watch;

    private PostgresServer(string folder)
    {
        _folder = folder;
        // The end of this process closes the watch's input; then the watch removes what is left of the server.
        // A server that was made to stand still would not hear that it has to stop.
        var end = $"trap '' INT TERM HUP; cat; kill -CONT $(head -n 1 '{DataFolder}/postmaster.pid'); '{PostgresPrograms.Find("pg_ctl")}' -D '{DataFolder}' stop -m immediate -w; rm -rf '{folder}'";
        _watch = UnprivilegedProcess.Start("/bin/sh", ["-c", $"{{ {end}; }} >/dev/null 2>&1"]);
    }

    /// <summary>The port on 127.0.0.1; the same after every start.</summary>
    public int Port { get; private set; }

    /// <summary>The folder that holds all that is the server's.</summary>
    public string Folder => _folder;

    /// <summary>Where the server keeps its data.</summary>
    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>What the server says, through all its starts.</summary>
    public string Log => Path.Combine(_folder, "log");

    /// <summary>The server process, to be signalled.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(DataFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Whether the server runs.</summary>
    public bool IsRunning => File.Exists(Path.Combine(DataFolder, "postmaster.pid")) && Directory.Exists($"/proc/{ProcessId}");

    /// <summary>One server for all the tests of a process.</summary>
    public static Task<PostgresServer> GetSharedAsync() => SharedServer.Value;

    /// <summary>Makes and starts a server; settings are added to its postgresql.conf.</summary>
    /// <param name="settings">Settings by name.</param>
    /// <param name="place">Where its folder is to be, e.g. on a disk of its own; null for the temporary folder.</param>
    public static Task<PostgresServer> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string? place = null) => MakeAsync(
        async (server, cancellation) =>
        {
            await UnprivilegedProcess.RunAsync(PostgresPrograms.Find("initdb"),
                ["-D", server.DataFolder, "-U", "medrecords", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], cancellation);
            await server.ConfigureAsync(settings ?? new Dictionary<string, string>(), cancellation);
        },
        place);

    /// <summary>Makes and starts a server from a folder that is readied for it.</summary>
    internal static async Task<PostgresServer> MakeAsync(Func<PostgresServer, CancellationToken, Task> ready, string? place = null)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var folder = Path.Combine(place ?? Path.GetTempPath(), $"medrecords-pg-{Guid.NewGuid():N}");
        await UnprivilegedProcess.RunAsync("/bin/mkdir", ["-m", "700", folder], deadline.Token);
        var server = new PostgresServer(folder);
        try
        {
            await ready(server, deadline.Token);
            await server.StartOnFreePortAsync(deadline.Token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Starts a server on what is left of another one's folder in a copy of its disk, as after a power cut.
    /// The folder becomes this server's own.
    /// </summary>
    public static async Task<PostgresServer> ResumeAsync(string folder)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var server = new PostgresServer(folder);
        try
        {
            // Names a process that did not outlive the cut, but runs here.
            File.Delete(Path.Combine(server.DataFolder, "postmaster.pid"));
            await server.StartOnFreePortAsync(deadline.Token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection string for a database of the server.</summary>
    public string GetConnectionString(string database = "postgres") =>
        $"Host=127.0.0.1;Port={Port};Username=medrecords;Database={database};SSL Mode=Disable;Include Error Detail=true";

    /// <summary>Makes an empty database with a name of its own, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(GetConnectionString() + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return GetConnectionString(name);
    }

    /// <summary>Stops the server; immediate is how it looks after a crash.</summary>
    public async Task StopAsync(bool immediate)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await UnprivilegedProcess.RunAsync(PostgresPrograms.Find("pg_ctl"),
            ["-D", DataFolder, "stop", "-w", "-m", immediate ? "immediate" : "fast"], deadline.Token);
    }

    /// <summary>Starts the server again on its port, with its data as it was left.</summary>
    public async Task StartAgainAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await RunAsync(deadline.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watch.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Patience);
        await _watch.WaitForExitAsync(deadline.Token);
        _watch.Dispose();
    }

    internal Task ConfigureAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        string[] lines =
        [
            "listen_addresses = '127.0.0.1'",
            .. settings.Select(setting => $"{setting.Key} = '{setting.Value}'"),
        ];
        return File.AppendAllLinesAsync(Path.Combine(DataFolder, "postgresql.conf"), lines, cancellation);
    }

    private async Task StartOnFreePortAsync(CancellationToken cancellation)
    {
        const int Attempts = 5; // another process can take a free port before the server does
        for (var attempt = 1; ; attempt++)
        {
            Port = FindFreePort();
            try
            {
                await RunAsync(cancellation);
                return;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
            }
        }
    }

    private Task RunAsync(CancellationToken cancellation) => UnprivilegedProcess.RunAsync(PostgresPrograms.Find("pg_ctl"),
        ["-D", DataFolder, "-l", Log, "-o", $"-p {Port} -c unix_socket_directories={_folder}", "-w", "start"], cancellation);

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
