using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace MedRecords.Testing;

/// <summary>
/// A base backup and the archived log of a server, from which another server can be brought to any moment since, as
/// PostgreSQL's manual has it under continuous archiving and point-in-time recovery.
/// </summary>
public sealed class PostgresArchive : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"medrecords-archive-{Guid.NewGuid():N}");

    private string Log => Path.Combine(_folder, "log");

    private string Base => Path.Combine(_folder, "base");

    /// <summary>Starts a server whose log goes to the archive.</summary>
    public async Task<PostgresServer> StartServerAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await UnprivilegedProcess.RunAsync("/bin/mkdir", ["-m", "700", "-p", Log], deadline.Token);
        return await PostgresServer.StartAsync(new Dictionary<string, string>
        {
            ["archive_mode"] = "on",
            ["archive_command"] = $"test ! -f {Log}/%f && cp %p {Log}/%f",
        });
    }

    /// <summary>Copies the data of the server while it runs.</summary>
    public async Task TakeBaseBackupAsync(PostgresServer server)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await UnprivilegedProcess.RunAsync(PostgresPrograms.Find("pg_basebackup"),
            ["-D", Base, "-h", "127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", "medrecords", "-c", "fast"], deadline.Token);
    }

    /// <summary>Gives the moment a name.</summary>
    public static async Task NameMomentAsync(PostgresServer server, string name) =>
        await AskAsync(server, $"SELECT pg_create_restore_point('{name}')");

    /// <summary>Ends the current piece of the log, so that it is archived before the server goes.</summary>
    public static async Task ArchiveAsync(PostgresServer server) => await AskAsync(server, "SELECT pg_switch_wal()");

    /// <summary>Starts a new server from the base backup and the archived log, up to a named moment.</summary>
    public async Task<PostgresServer> RecoverAsync(string moment)
    {
        var recovered = await PostgresServer.MakeAsync(async (server, cancellation) =>
        {
            await UnprivilegedProcess.RunAsync("/bin/cp", ["-a", Base, server.DataFolder], cancellation);
            await UnprivilegedProcess.RunAsync("/bin/touch", [Path.Combine(server.DataFolder, "recovery.signal")], cancellation);
            await server.ConfigureAsync(
                new Dictionary<string, string>
                {
                    ["archive_mode"] = "off",
                    ["restore_command"] = $"cp {Log}/%f %p",
                    ["recovery_target_name"] = moment,
                    ["recovery_target_action"] = "promote",
                },
                cancellation);
        });
        for (var since = Stopwatch.GetTimestamp(); await AskAsync(recovered, "SELECT pg_is_in_recovery()") is true;)
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new InvalidOperationException($"The server did not come to the moment {moment}.");
        }

        return recovered;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await UnprivilegedProcess.RunAsync("/bin/rm", ["-rf", _folder], deadline.Token);
    }

    private static async Task<object?> AskAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.GetConnectionString() + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
