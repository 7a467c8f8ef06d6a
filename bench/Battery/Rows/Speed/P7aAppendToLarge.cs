using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>Whether a long history makes a chart slow to write. Both kinds of chart are in memory and take turns.</summary>
internal sealed class P7aAppendToLarge : IRow
{
    private const int LargeCharts = 10;
    private const int NewCharts = 200;
    private const int Large = 10_000;
    private const int UpdatesPerRound = 1000;

    /// <inheritdoc/>
    public string Name => "P7a";

    /// <inheritdoc/>
    public string Title => "append p50 to a chart with 10,000 entries ÷ to a new one, one client";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(1.3);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(1.1);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartDatabaseAsync();
        await using var service = await Service.StartAsync(context.Folder.Create("service"), await PostgreSqlServer.CreateDatabaseAsync(postgreSql));
        using var clinic = await Clinic.FoundAsync(service.Port);
        var large = await clinic.OpenChartsAsync(LargeCharts);
        var fresh = await clinic.OpenChartsAsync(NewCharts);
        await clinic.FillChartsAsync(large, Large);

        var plan = ChartPlans.Update(service.Port, clinic, large).OneAtATime() with
        {
            Requests = [ChartPlans.UpdateOf(large, SlotFill.InOrder), ChartPlans.UpdateOf(fresh, SlotFill.InOrder)],
            RequestLimit = UpdatesPerRound,
            Seconds = 120,
            KeepSamples = true,
        };
        var failures = (await LoadProcess.RunAsync(context, plan with { RequestLimit = 4 * UpdatesPerRound })).Failures;
        var (toLarge, toNew) = (new List<double>(), new List<double>());
        for (var round = 1; round <= Abba.Rounds; round++)
        {
            var report = await LoadProcess.RunAsync(context, plan);
            var (a, b) = Pairs.Split(report.SampleMicros);
            toLarge.Add(Spread.MedianOf(a));
            toNew.Add(Spread.MedianOf(b));
            failures += report.Failures;
        }

        return Pairs.Compare(context, "append p50 to 10,000 entries in µs", "append p50 to a new chart in µs", toLarge, toNew) with
        {
            Count = Abba.Rounds * UpdatesPerRound,
            Failures = failures,
        };
    }
}
