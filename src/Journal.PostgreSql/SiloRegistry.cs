using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>
/// Keeps the registry of processes in a table, over a connection of its own: reports do not wait behind reads,
/// and reads not behind them.
/// </summary>
internal sealed class SiloRegistry(Sessions sessions) : ISiloRegistry
{
    public async Task<ReportReceipt> ReportAsync(SiloReport report, CancellationToken cancellation)
    {
        var receipts = await QueryAsync(Sql.ReportSilo, [report.Name, report.Instance, report.Status, report.IsFirst],
            row => new ReportReceipt(!row.IsDBNull(0), !row.IsDBNull(0) && row.GetBoolean(0), row.GetFieldValue<DateTimeOffset>(1)), cancellation).ConfigureAwait(false);
        return receipts[0];
    }

    public async Task<IReadOnlyList<RegisteredSilo>> ListAsync(CancellationToken cancellation) =>
        await QueryAsync(Sql.ListSilos, [], ToSilo, cancellation).ConfigureAwait(false);

    public async Task<RegisteredSilo?> RequestDrainAsync(string name, CancellationToken cancellation) =>
        (await QueryAsync(Sql.RequestDrain, [name], ToSilo, cancellation).ConfigureAwait(false)).FirstOrDefault();

    private static RegisteredSilo ToSilo(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetTimeSpan(2), row.GetBoolean(3));

    private async Task<List<T>> QueryAsync<T>(string sql, object[] arguments, Func<NpgsqlDataReader, T> toItem, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await sessions.Registry.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var argument in arguments)
                command.Parameters.Add(new NpgsqlParameter { Value = argument });
            await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var items = new List<T>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                items.Add(toItem(reader));
            return items;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            throw Failures.OfRead(failure);
        }
    }
}
