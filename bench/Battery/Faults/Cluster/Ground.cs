using MedRecords.Testing;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>What a cluster stands on: a PostgreSQL of its own, a place for each silo, and whatever lies between.</summary>
internal abstract class Ground : IAsyncDisposable
{
    /// <summary>The server, which only this cluster uses.</summary>
    public required PostgresServer Server { get; init; }

    /// <summary>Name of the database.</summary>
    public required string Database { get; init; }

    /// <summary>The silo program to begin with; null for the one that was built with this program.</summary>
    public string? Program { get; set; }

    /// <summary>The place of a silo, counted from 0.</summary>
    public abstract SiloPlace PlaceOf(int silo);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Makes the database on a new server, and returns its name.</summary>
    protected static async Task<string> MakeDatabaseAsync(PostgresServer server) =>
        new Npgsql.NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()).Database!;

    /// <summary>The database's address by way of a host and port.</summary>
    protected Uri By(string host, int port) => new($"postgres://medrecords@{host}:{port}/{Database}");
}
