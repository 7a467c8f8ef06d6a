using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>
/// What a second silo costs where it brings no processor of its own. Each silo gets the calls for its half of the
/// charts, as a load balancer that hashes chart ids sends them; the other figure is without that, at random.
/// </summary>
internal sealed class P8Silos : IRow
{
    /// <inheritdoc/>
    public string Name => "P8";

    /// <inheritdoc/>
    public string Title => "updates/s of 2 silos ÷ of 1 silo on the same two cores, 64 clients";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtLeast(0.8);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtLeast(0.95);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartPostgreSqlAsync();
        await using var one = await Silos.StartAsync(context, await postgreSql.CreateDatabaseAsync(), 1);
        await using var two = await Silos.StartAsync(context, await postgreSql.CreateDatabaseAsync(), 2);
        await two.MeasureRateAsync(byChart: false);
        context.Note($"two silos, calls for any chart to either: {(await two.MeasureRateAsync(byChart: false)).Value:0} updates/s");
        return await Abba.CompareAsync(
            context,
            new Side("updates/s of 2 silos", () => two.MeasureRateAsync(byChart: true)),
            new Side("updates/s of 1 silo", () => one.MeasureRateAsync(byChart: true)));
    }
}
