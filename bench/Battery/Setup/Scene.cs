using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Setup;

/// <summary>A running service with its clinic and open charts, warmed up. It counts what was acknowledged.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private const int ChartCount = 1000;
    private const int WarmupSeconds = 6;

    private readonly RowContext _context;
    private long _acknowledged;
    private long _versionsAtStart;

    private Scene(RowContext context, Service service, Clinic clinic) => (_context, Service, Clinic) = (context, service, clinic);

    /// <summary>The service.</summary>
    public Service Service { get; }

    /// <summary>The clinic in it.</summary>
    public Clinic Clinic { get; }

    /// <summary>Charts, all of them active.</summary>
    public IReadOnlyList<string> Charts { get; private set; } = [];

    /// <summary>Updates with 64 calls in flight.</summary>
    public LoadPlan Updates => ChartPlans.Update(Service.Port, Clinic, Charts) with { Seconds = _context.Seconds };

    /// <summary>Starts it all, on a PostgreSQL or, where that is null, on SQLite.</summary>
    public static async Task<Scene> OpenAsync(RowContext context, PostgreSqlServer? postgreSql)
    {
        var service = await Service.StartAsync(context.Folder.Create("service"), await PostgreSqlServer.CreateDatabaseAsync(postgreSql));
        try
        {
            var clinic = await Clinic.FoundAsync(service.Port);
            var scene = new Scene(context, service, clinic) { Charts = await clinic.OpenChartsAsync(ChartCount) };
            scene._versionsAtStart = await clinic.SumVersionsAsync(scene.Charts);
            await scene.WarmUpAsync(scene.Updates);
            return scene;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a plan for long enough that its code is compiled and its data are in memory, and says what it costs.</summary>
    public async Task WarmUpAsync(LoadPlan plan)
    {
        var before = Service.ProcessorTime;
        var report = await RunAsync(plan with { Seconds = WarmupSeconds });
        var service = (Service.ProcessorTime - before).TotalSeconds / Math.Max(report.Acknowledged, 1) * 1e6;
        var load = report.ProcessorSeconds / Math.Max(report.Count, 1) * 1e6;
        _context.Note(FormattableString.Invariant(
            $"warming up with {plan.Path}: {report.PerSecond:0}/s, processor time per call {service:0.0} µs in the service and {load:0.0} µs in the load client"));
    }

    /// <summary>Calls per second.</summary>
    public async Task<Figure> MeasureRateAsync(LoadPlan plan)
    {
        var report = await RunAsync(plan);
        return new Figure(report.PerSecond, report.Count, report.Failures);
    }

    /// <summary>Median latency in microseconds.</summary>
    public async Task<Figure> MeasureMedianMicrosAsync(LoadPlan plan)
    {
        var report = await RunAsync(plan);
        return new Figure(report.P50Micros, report.Count, report.Failures);
    }

    /// <summary>Counts every update that was acknowledged and is not in its chart, or is there twice, as a failure.</summary>
    public async Task<RowResult> CheckStoredAsync(RowResult result)
    {
        var stored = await Clinic.SumVersionsAsync(Charts) - _versionsAtStart;
        _context.Note($"{_acknowledged} updates were acknowledged, {stored} are stored");
        return result with { Failures = result.Failures + Math.Abs(stored - _acknowledged) };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Clinic.Dispose();
        await Service.DisposeAsync();
    }

    private async Task<LoadReport> RunAsync(LoadPlan plan)
    {
        var report = await LoadProcess.RunAsync(_context, plan);
        _acknowledged += plan.Path == Updates.Path ? report.Acknowledged : 0;
        return report;
    }
}
