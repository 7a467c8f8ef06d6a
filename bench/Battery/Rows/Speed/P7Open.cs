using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>Whether a long history makes a chart slow to open. Each chart is opened once after a restart, so none is in memory.</summary>
internal sealed class P7Open : IRow
{
    private const int ChartsOfEach = 40;
    private const int WarmupChartsOfEach = 10;
    private const int Large = 10_000;
    private const int Small = 50;
    private const int Latest = 50;

    /// <inheritdoc/>
    public string Name => "P7";

    /// <inheritdoc/>
    public string Title => "cold open and read of the latest 50 of a chart with 10,000 entries ÷ of one with 50";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(3);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(1.5);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartDatabaseAsync();
        var database = await PostgreSqlServer.CreateDatabaseAsync(postgreSql);
        var folder = context.Folder.Create("service");
        var (large, small) = await PrepareAsync(folder, database);

        await using var service = await Service.StartAsync(folder, database);
        using var clinic = await Clinic.ReturnAsync(service.Port);
        var warmup = await OpenAsync(context, service, clinic, large[..WarmupChartsOfEach], small[..WarmupChartsOfEach]);
        var report = await OpenAsync(context, service, clinic, large[WarmupChartsOfEach..], small[WarmupChartsOfEach..]);
        var (a, b) = Pairs.Split(report.SampleMicros);
        var result = Pairs.Compare(context, "open of 10,000 entries in µs", "open of 50 entries in µs", a, b);
        return result with { Failures = warmup.Failures + report.Failures };
    }

    private static async Task<(string[] Large, string[] Small)> PrepareAsync(string folder, Uri? database)
    {
        await using var service = await Service.StartAsync(folder, database);
        using var clinic = await Clinic.FoundAsync(service.Port);
        var charts = await clinic.OpenChartsAsync(2 * (ChartsOfEach + WarmupChartsOfEach));
        var (large, small) = (charts.Take(charts.Count / 2).ToArray(), charts.Skip(charts.Count / 2).ToArray());
        await clinic.FillChartsAsync(large, Large);
        await clinic.FillChartsAsync(small, Small);
        return (large, small);
    }

    private static Task<LoadReport> OpenAsync(RowContext context, Service service, Clinic clinic, string[] large, string[] small)
    {
        var plan = ChartPlans.Read(service.Port, clinic, large, Latest) with
        {
            Requests = [ChartPlans.ReadOf(large, Latest, SlotFill.InOrder), ChartPlans.ReadOf(small, Latest, SlotFill.InOrder)],
            RequestLimit = large.Length + small.Length,
            Seconds = 120,
            KeepSamples = true,
        };
        return LoadProcess.RunAsync(context, plan.OneAtATime());
    }
}
