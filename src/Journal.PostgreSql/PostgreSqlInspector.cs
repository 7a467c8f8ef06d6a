using System.Diagnostics;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Looks at a journal in PostgreSQL over a connection of its own, whatever the server's settings are.</summary>
/// <param name="connectionString">Npgsql connection string.</param>
public sealed class PostgreSqlInspector(string connectionString) : IJournalInspector
{
    private const int PatienceSeconds = 5;

    // In the order of InspectServer.sql, behind its numbers.
    private static readonly string[] Settings = ["fsync", "full_page_writes", "synchronous_commit", "default_transaction_read_only", "data_checksums"];

    /// <inheritdoc/>
    public async Task<JournalInspection> InspectAsync(CancellationToken cancellation)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "medrecords doctor", Pooling = false, Timeout = PatienceSeconds, CommandTimeout = PatienceSeconds,
        };
        try
        {
            await using var connection = new NpgsqlConnection(text.ConnectionString);
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            var server = await InspectServerAsync(connection, cancellation).ConfigureAwait(false);
            var version = await Schema.ReadVersionAsync(connection, cancellation).ConfigureAwait(false);
            var key = version > 0 ? await ReadKeyAsync(connection, cancellation).ConfigureAwait(false) : null;
            return new JournalInspection(version > 0 ? version : null, Schema.Version, key, server);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            throw Failures.OfOpen(failure);
        }
    }

    private static async Task<ServerInspection> InspectServerAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.InspectServer, connection);
        var sent = Stopwatch.GetTimestamp();
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        var way = Stopwatch.GetElapsedTime(sent);
        return new ServerInspection(
            reader.GetFieldValue<DateTimeOffset>(0) + (way / 2),
            way / 2,
            Settings.Index().ToDictionary(setting => setting.Item, setting => reader.GetString(4 + setting.Index)),
            reader.GetInt32(2),
            reader.GetInt32(3),
            reader.GetBoolean(1));
    }

    private static async Task<byte[]?> ReadKeyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.ReadSetting, connection) { Parameters = { new NpgsqlParameter { Value = InstitutionKeys.RootSetting } } };
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as byte[];
    }
}
