using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Scale;

/// <summary>Whether the number of charts in the database makes work on some of them dearer.</summary>
internal sealed class G1Charts : IRow
{
    private const int Working = 1400;
    private static readonly int[] _sizes = [10_000, 100_000, 1_000_000];

    /// <inheritdoc/>
    public string Name => "G1";

    /// <inheritdoc/>
    public string Title => "how cost grows from 10,000 to 1,000,000 charts: steepest exponent of cost = a · charts^b";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0.1);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0.03);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartPostgreSqlAsync();
        var database = await postgreSql.CreateDatabaseAsync();
        var folder = context.Folder.Create("service");
        var many = new ManyCharts(context, database, folder);
        var points = new List<Point>();
        var sizes = _sizes.Where(size => size <= context.Count(_sizes[^1])).ToArray();
        foreach (var size in sizes)
        {
            await many.GrowToAsync(size);
            var perEntry = await many.BytesPerEntryAsync();
            var charts = await many.SampleAsync(Working);
            var point = await SameLoad.RunAsync(context, database, folder, charts, perEntry);
            context.Note($"{size} charts: {point}");
            points.Add(point);
        }

        return Costs.Compare(context, "charts", sizes, points);
    }
}
