using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>
/// What an active chart weighs in memory. The service is restarted, its heap is measured, the charts are
/// opened as a reader would, and the heap is measured again.
/// </summary>
internal sealed class P11Heap : IRow
{
    private const int ChartCount = 500;
    private const int EntriesPerChart = 100;
    private const int Latest = EntriesPerChart;
    private const int Restarts = 3;
    private const int WarmupReads = 2000;

    /// <inheritdoc/>
    public string Name => "P11";

    /// <inheritdoc/>
    public string Title => "heap per active chart of 100 imported entries ÷ encoded size of those entries";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(3);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(1.5);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var folder = context.Folder.Create("service");
        var (charts, encoded) = await PrepareAsync(folder);
        context.Note($"{ChartCount} charts hold {encoded} bytes of encoded entries");
        var (ratios, failures) = (new List<double>(), 0L);
        for (var restart = 0; restart < Restarts; restart++)
        {
            var (bytes, failed) = await WeighAsync(context, folder, charts);
            ratios.Add((double)bytes / encoded);
            failures += failed;
        }

        context.Note($"ratio: {Spread.Of(ratios)}");
        return new RowResult { Count = Restarts * ChartCount, Failures = failures, Value = Spread.MedianOf(ratios) };
    }

    /// <summary>The first chart is there to warm up with, and is not weighed.</summary>
    private static async Task<(IReadOnlyList<string> Charts, long Encoded)> PrepareAsync(string folder)
    {
        await using var service = await Service.StartAsync(folder, database: null);
        using var clinic = await Clinic.FoundAsync(service.Port);
        var charts = await clinic.ImportAsync(Bundles.Make(1 + ChartCount, EntriesPerChart));
        return (charts, await clinic.SumEncodedAsync(charts.Skip(1)));
    }

    private static async Task<(long Bytes, long Failures)> WeighAsync(RowContext context, string folder, IReadOnlyList<string> charts)
    {
        var probe = new HeapProbe(context.Folder.Path);
        await using var service = await Service.StartAsync(folder, database: null, probe.Environment);
        using var clinic = await Clinic.ReturnAsync(service.Port);
        var failures = await ReadAsync(context, service, clinic, [charts[0]], WarmupReads);
        var before = await probe.ReadAsync();
        failures += await ReadAsync(context, service, clinic, [.. charts.Skip(1)], ChartCount);
        var after = await probe.ReadAsync();
        context.Note($"heap {before} bytes before, {after} bytes with {ChartCount} charts active: {(after - before) / ChartCount} per chart");
        return (after - before, failures);
    }

    private static async Task<long> ReadAsync(RowContext context, Service service, Clinic clinic, IReadOnlyList<string> charts, int count)
    {
        var plan = ChartPlans.Read(service.Port, clinic, charts, Latest) with
        {
            Requests = [ChartPlans.ReadOf(charts, Latest, SlotFill.InOrder)],
            RequestLimit = count,
            Seconds = 120,
        };
        return (await LoadProcess.RunAsync(context, plan)).Failures;
    }
}
