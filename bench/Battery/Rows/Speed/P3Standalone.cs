using MedRecords.Battery.Hosts;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>The standalone service against SQLite alone, both with WAL and synchronous FULL on the same disk.</summary>
internal sealed class P3Standalone : IRow
{
    /// <inheritdoc/>
    public string Name => "P3";

    /// <inheritdoc/>
    public string Title => "standalone (SQLite) updates/s with 64 in flight ÷ raw single inserts/s in WAL, FULL";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtLeast(3);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtLeast(6);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var scene = await Scene.OpenAsync(context, postgreSql: null);
        using var sqlite = new RawSqlite(context.Folder.Create("raw"));
        sqlite.MeasureRate(context.Seconds);
        var result = await Abba.CompareAsync(
            context,
            new Side("updates/s", () => scene.MeasureRateAsync(scene.Updates)),
            new Side("raw inserts/s", () => Task.FromResult(sqlite.MeasureRate(context.Seconds))));
        return await scene.CheckStoredAsync(result);
    }
}
