using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Setup;

/// <summary>
/// Silos on one database, with open charts, warmed up. The load comes from two clients whatever the number of silos,
/// so that it costs the same.
/// </summary>
internal sealed class Silos : IAsyncDisposable
{
    private const int Clients = 2;
    private const int ChartCount = 1000;
    private const int WarmupSeconds = 6;

    private readonly RowContext _context;
    private readonly List<Service> _services = [];
    private Clinic _clinic = null!;
    private IReadOnlyList<string> _charts = [];

    private Silos(RowContext context) => _context = context;

    /// <summary>Starts so many on an empty database.</summary>
    public static async Task<Silos> StartAsync(RowContext context, Uri database, int count)
    {
        var silos = new Silos(context);
        try
        {
            var folder = context.Folder.Create($"silos-{count}");
            for (var i = 0; i < count; i++)
                silos._services.Add(await Service.StartAsync(folder, database));
            silos._clinic = await Clinic.FoundAsync(silos._services[0].Port);
            silos._charts = await silos._clinic.OpenChartsAsync(ChartCount);
            await silos.RunAsync(byChart: true, WarmupSeconds);
            return silos;
        }
        catch
        {
            await silos.DisposeAsync();
            throw;
        }
    }

    /// <summary>Updates per second, 64 in flight.</summary>
    /// <param name="byChart">Whether each silo gets the calls for its own charts only; else each gets calls for any.</param>
    public Task<Figure> MeasureRateAsync(bool byChart) => RunAsync(byChart, _context.Seconds);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _clinic?.Dispose();
        foreach (var service in _services)
            await service.DisposeAsync();
    }

    private async Task<Figure> RunAsync(bool byChart, int seconds)
    {
        var figures = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client =>
        {
            var charts = byChart ? _charts.Where((_, i) => i % Clients == client).ToArray() : _charts;
            var plan = ChartPlans.Update(_services[client % _services.Count].Port, _clinic, charts);
            return LoadProcess.MeasureRateAsync(_context, plan with { Seconds = seconds, Connections = plan.Connections / Clients });
        }));
        return new Figure(figures.Sum(figure => figure.Value), figures.Sum(figure => figure.Count), figures.Sum(figure => figure.Failures));
    }
}
