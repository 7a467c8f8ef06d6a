using System.Diagnostics;
using MedRecords.Battery.Measure;
using Microsoft.Data.Sqlite;

namespace MedRecords.Battery.Hosts;

/// <summary>
/// SQLite by itself: one connection, single inserts that commit one by one, in WAL with synchronous FULL,
/// as durable as the service is.
/// </summary>
internal sealed class RawSqlite : IDisposable
{
    private const int RowLength = 200;

    private readonly SqliteConnection _connection;

    public RawSqlite(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("CREATE TABLE t (a INTEGER NOT NULL, b BLOB NOT NULL)");
    }

    /// <summary>Commits per second.</summary>
    public Figure MeasureRate(int seconds)
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (a, b) VALUES ($a, $b)";
        var a = insert.Parameters.Add("$a", SqliteType.Integer);
        insert.Parameters.Add("$b", SqliteType.Blob).Value = new byte[RowLength];
        insert.Prepare();
        var count = 0L;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed.TotalSeconds < seconds; count++)
        {
            a.Value = count;
            insert.ExecuteNonQuery();
        }

        return new Figure(count / watch.Elapsed.TotalSeconds, count, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
