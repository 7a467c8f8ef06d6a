using System.Globalization;
using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Makes or upgrades the tables, and refuses those that are not a journal's or are newer than this program.</summary>
internal static class Schema
{
    /// <summary>The version of the tables that this program reads and writes.</summary>
    public const int Version = 2;

    private const string Mark = "MedRecords journal";
    private const int Tries = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Opens the tables. Where others hold them it lets go and tries again, so that nobody who writes has to wait behind it.</summary>
    public static async Task OpenAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                await OpenOnceAsync(connection, cancellation).ConfigureAwait(false);
                return;
            }
            catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable && tried < Tries)
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task OpenOnceAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        // Several silos may open a new database at once.
        await ExecuteAsync(connection, Sql.LockSchema, cancellation).ConfigureAwait(false);
        // A statement that waits for a lock has all wait behind it that come later, silos at work among them.
        await ExecuteAsync(connection, Sql.LimitLockWaits, cancellation).ConfigureAwait(false);
        var found = await ReadVersionAsync(connection, cancellation).ConfigureAwait(false);
        if (found > Version)
        {
            throw new JournalRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"The journal's database has version {found} and this program knows up to version {Version}: run a newer program."));
        }
        for (var version = found + 1; version <= Version; version++)
            await ExecuteAsync(connection, Sql.Schema(version), cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, Sql.SiloTable, cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>What the server should be set to; null where all is well.</summary>
    public static async Task<string?> AdviseAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.ReadChecksums, connection);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is "off"
            ? "PostgreSQL's data checksums are off, so damage on its disk can go unnoticed: stop the server and run pg_checksums --enable."
            : null;
    }

    /// <summary>The version found; 0 where there is no journal yet.</summary>
    public static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using (var command = new NpgsqlCommand(Sql.ReadSchema, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellation).ConfigureAwait(false))
                return 0;
            if (reader.IsDBNull(0) || reader.GetString(0) != Mark || !reader.GetBoolean(1))
                throw new JournalRefusedException("The schema medrecords in this database is not a journal's: name another database.");
        }
        await using var read = new NpgsqlCommand(Sql.ReadVersion, connection);
        return await read.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is long version
            ? checked((int)version)
            : throw new JournalRefusedException("The schema medrecords in this database has no version: name another database.");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
