using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>Whether clients that wait for the disk wait together.</summary>
internal sealed class P2Concurrency : IRow
{
    /// <inheritdoc/>
    public string Name => "P2";

    /// <inheritdoc/>
    public string Title => "updates/s with 64 in flight ÷ with 1";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtLeast(10);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtLeast(15);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartDatabaseAsync();
        await using var scene = await Scene.OpenAsync(context, postgreSql);
        await scene.WarmUpAsync(scene.Updates.OneAtATime());
        var result = await Abba.CompareAsync(
            context,
            new Side("updates/s, 64 in flight", () => scene.MeasureRateAsync(scene.Updates)),
            new Side("updates/s, 1 in flight", () => scene.MeasureRateAsync(scene.Updates.OneAtATime())));
        return await scene.CheckStoredAsync(result);
    }
}
