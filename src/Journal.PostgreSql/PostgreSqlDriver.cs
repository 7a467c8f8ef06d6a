using System.Data.Common;
using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>What others need of the database driver without knowing it.</summary>
public static class PostgreSqlDriver
{
    /// <summary>The driver's invariant name, as Orleans' ADO.NET providers and DbProviderFactories know it.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>Makes the driver known to DbProviderFactories.</summary>
    public static void Register() => DbProviderFactories.RegisterFactory(Invariant, NpgsqlFactory.Instance);

    /// <summary>A connection string with a pool of its own, whose users share so many connections.</summary>
    /// <param name="connectionString">Npgsql connection string.</param>
    /// <param name="name">What the server's administrator sees them as.</param>
    /// <param name="connections">The most that are open at once.</param>
    public static string WithPool(string connectionString, string name, int connections) =>
        new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name, MaxPoolSize = connections, Enlist = false }.ConnectionString;

    /// <summary>
    /// Runs scripts one after the other in one transaction, one process at a time. Throws as opening the
    /// journal does: <see cref="JournalRefusedException"/> or <see cref="JournalUnavailableException"/>.
    /// </summary>
    /// <param name="connectionString">Npgsql connection string.</param>
    /// <param name="scripts">SQL texts.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task RunAsync(string connectionString, IEnumerable<string> scripts, CancellationToken cancellation)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "medrecords start", Pooling = false };
        try
        {
            await RunAloneAsync(alone.ConnectionString, scripts, cancellation);
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName)
        {
            throw new JournalRefusedException("The journal's user may not make tables in its default schema: grant it CREATE there, or give it a schema of its own (search_path).", failure);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            throw Failures.OfOpen(failure);
        }
    }

    private static async Task RunAloneAsync(string connectionString, IEnumerable<string> scripts, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var script in scripts.Prepend("SELECT pg_advisory_xact_lock(7093571225)"))
        {
            await using var command = new NpgsqlCommand(script, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
