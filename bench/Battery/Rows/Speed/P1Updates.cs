using MedRecords.Battery.Hosts;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>What the whole service costs against PostgreSQL alone: both insert into the same server, 64 clients each.</summary>
internal sealed class P1Updates : IRow
{
    private const int Clients = 64;

    /// <inheritdoc/>
    public string Name => "P1";

    /// <inheritdoc/>
    public string Title => "durable updates/s over gRPC ÷ pgbench single-row inserts/s, 64 clients";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtLeast(1);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtLeast(2);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartPostgreSqlAsync();
        var pgbench = await Pgbench.PrepareAsync(postgreSql, context.Folder.Path);
        await using var scene = await Scene.OpenAsync(context, postgreSql);
        await pgbench.MeasureRateAsync(Clients, context.Seconds);
        var result = await Abba.CompareAsync(
            context,
            new Side("updates/s", () => scene.MeasureRateAsync(scene.Updates)),
            new Side("pgbench/s", () => pgbench.MeasureRateAsync(Clients, context.Seconds)));
        return await scene.CheckStoredAsync(result);
    }
}
