using MedRecords.Battery.Hosts;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>How long one client alone waits for an update, against PostgreSQL alone.</summary>
internal sealed class P6Latency : IRow
{
    /// <inheritdoc/>
    public string Name => "P6";

    /// <inheritdoc/>
    public string Title => "update p50 ÷ pgbench single-row insert p50, one client";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(2.5);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(1.6);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartPostgreSqlAsync();
        var pgbench = await Pgbench.PrepareAsync(postgreSql, context.Folder.Path);
        await using var scene = await Scene.OpenAsync(context, postgreSql);
        var updates = scene.Updates.OneAtATime();
        await scene.WarmUpAsync(updates);
        await pgbench.MeasureMedianMicrosAsync(1, context.Seconds);
        var result = await Abba.CompareAsync(
            context,
            new Side("update p50 in µs", () => scene.MeasureMedianMicrosAsync(updates)),
            new Side("pgbench p50 in µs", () => pgbench.MeasureMedianMicrosAsync(1, context.Seconds)));
        return await scene.CheckStoredAsync(result);
    }
}
