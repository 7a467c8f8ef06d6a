using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Scale;

/// <summary>The load that is the same at every size: on a service just started, on some of the charts that there are.</summary>
internal static class SameLoad
{
    private const int Cold = 400;
    private const int Latest = 50;
    private const int WarmupReads = 4000;
    private const int Runs = 3;

    /// <summary>Puts the load on charts; the first ones are opened cold, the others are worked with.</summary>
    public static async Task<Point> RunAsync(RowContext context, Uri database, string folder, IReadOnlyList<string> charts, double bytesPerEntry)
    {
        var probe = new HeapProbe(context.Folder.Path);
        await using var service = await Service.StartAsync(folder, database, probe.Environment);
        using var clinic = await Clinic.ReturnAsync(service.Port);
        var (cold, warm) = (charts.Take(Cold).ToArray(), charts.Skip(Cold).ToArray());

        var warmup = ChartPlans.Read(service.Port, clinic, warm, Latest);
        var reports = new List<LoadReport>
        {
            await LoadProcess.RunAsync(context, warmup with { Seconds = 120, RequestLimit = Math.Max(WarmupReads, 2 * warm.Length), Requests = [ChartPlans.ReadOf(warm, Latest, SlotFill.InOrder)] }),
        };
        var before = await probe.ReadAsync();
        var opened = await LoadProcess.RunAsync(context, ChartPlans.Read(service.Port, clinic, cold, Latest).OneAtATime() with
        {
            Requests = [ChartPlans.ReadOf(cold, Latest, SlotFill.InOrder)],
            RequestLimit = cold.Length,
            Seconds = 120,
        });
        var perChart = (double)(await probe.ReadAsync() - before) / cold.Length;

        var updates = await MeasureAsync(context, ChartPlans.Update(service.Port, clinic, warm));
        var reads = await MeasureAsync(context, ChartPlans.Read(service.Port, clinic, warm, Latest));
        reports.AddRange([opened, .. updates, .. reads]);
        return new Point
        {
            Calls = (reports.Sum(report => report.Count), reports.Sum(report => report.Failures)),
            ActivationMicros = opened.P50Micros,
            Updates = Median(updates, report => report.PerSecond),
            UpdateP99Micros = Median(updates, report => report.P99Micros),
            Reads = Median(reads, report => report.PerSecond),
            ReadP99Micros = Median(reads, report => report.P99Micros),
            HeapBytes = await probe.ReadAsync(),
            HeapPerChart = perChart,
            BytesPerEntry = bytesPerEntry,
        };
    }

    private static double Median(IEnumerable<LoadReport> reports, Func<LoadReport, double> figure) =>
        Measure.Spread.MedianOf(reports.Select(figure));

    /// <summary>One run to warm up, then those that count.</summary>
    private static async Task<IReadOnlyList<LoadReport>> MeasureAsync(RowContext context, LoadPlan plan)
    {
        var reports = new List<LoadReport>();
        for (var run = 0; run <= Runs; run++)
            reports.Add(await LoadProcess.RunAsync(context, plan with { Seconds = context.Seconds }));
        return reports[1..];
    }
}
