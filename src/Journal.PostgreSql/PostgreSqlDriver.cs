using System.Data.Common;
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

    /// <summary>Runs scripts one after the other in one transaction, one process at a time.</summary>
    /// <param name="connectionString">Npgsql connection string.</param>
    /// <param name="scripts">SQL texts.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task RunAsync(string connectionString, IEnumerable<string> scripts, CancellationToken cancellation)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "medrecords start", Pooling = false };
        await using var connection = new NpgsqlConnection(alone.ConnectionString);
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
