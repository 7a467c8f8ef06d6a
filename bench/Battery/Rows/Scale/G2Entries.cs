using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Scale;

/// <summary>Whether a long history makes work on a chart dearer.</summary>
internal sealed class G2Entries : IRow
{
    private const int Charts = 500;
    private static readonly int[] _sizes = [10, 1_000, 10_000];

    /// <inheritdoc/>
    public string Name => "G2";

    /// <inheritdoc/>
    public string Title => "how cost grows from 10 to 10,000 entries a chart: steepest exponent of cost = a · entries^b";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0.1);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0.03);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartPostgreSqlAsync();
        var points = new List<Point>();
        var sizes = _sizes.Where(size => size <= context.Count(_sizes[^1])).ToArray();
        foreach (var size in sizes)
        {
            var database = await postgreSql.CreateDatabaseAsync();
            var folder = context.Folder.Create($"service-{size}");
            var many = new ManyCharts(context, database, folder);
            var charts = await many.FillAsync(Charts, size);
            var perEntry = await many.BytesPerEntryAsync();
            var point = await SameLoad.RunAsync(context, database, folder, charts, perEntry);
            context.Note($"{size} entries a chart: {point}");
            points.Add(point);
        }

        return Costs.Compare(context, "entries a chart", sizes, points);
    }
}
