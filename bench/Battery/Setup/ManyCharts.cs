using System.Globalization;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Setup;

/// <summary>More charts than an ordinary client opens in reasonable time: the load client opens them.</summary>
/// <param name="context">The row's.</param>
/// <param name="database">The database, empty at first.</param>
/// <param name="folder">The service's data folder, for its key ring.</param>
internal sealed class ManyCharts(RowContext context, Uri database, string folder)
{
    // A service is started anew after so many, so that they do not all stay in its memory.
    private const int OpenedByOneService = 200_000;

    // Chart ids are told from those of accounts by the digits of their kind.
    private const string SampleSql = "SELECT history::text FROM medrecords.keys WHERE substr(history::text, 15, 2) = '81' ORDER BY random() LIMIT ";

    private bool _isFounded;
    private long _sizeWhenEmpty;

    /// <summary>Charts in the database.</summary>
    public int Count { get; private set; }

    /// <summary>Entries in them all.</summary>
    public long Entries { get; private set; }

    /// <summary>Opens charts until there are so many, each with its demographics.</summary>
    public async Task GrowToAsync(int count)
    {
        while (Count < count)
        {
            await using var service = await Service.StartAsync(folder, database);
            using var clinic = await EnterAsync(service.Port);
            var more = Math.Min(OpenedByOneService, count - Count);
            var report = await LoadProcess.RunAsync(context, ChartPlans.Open(service.Port, clinic) with { RequestLimit = more, Seconds = 600 });
            if (report.Acknowledged < more)
                throw new InvalidOperationException($"Only {report.Acknowledged} of {more} charts were opened.");
            (Count, Entries) = (Count + more, Entries + more);
            context.Note($"{Count} charts, opened with {report.PerSecond:0}/s");
        }
    }

    /// <summary>Opens charts and records so many entries in each, a few at a time as devices and people do.</summary>
    public async Task<IReadOnlyList<string>> FillAsync(int count, int entries)
    {
        await using var service = await Service.StartAsync(folder, database);
        using var clinic = await EnterAsync(service.Port);
        var charts = await clinic.OpenChartsAsync(count);
        await clinic.FillChartsAsync(charts, entries - 1);
        (Count, Entries) = (Count + count, Entries + ((long)count * entries));
        return charts;
    }

    /// <summary>Charts at random.</summary>
    public Task<IReadOnlyList<string>> SampleAsync(int count) => PostgreSqlServer.ReadTextsAsync(database, SampleSql + count);

    /// <summary>Bytes that an entry takes in the database, with its indexes and the record of its access.</summary>
    public async Task<double> BytesPerEntryAsync()
    {
        await PostgreSqlServer.ExecuteAsync(database, "VACUUM ANALYZE");
        return (double)(await SizeAsync() - _sizeWhenEmpty) / Entries;
    }

    private async Task<Clinic> EnterAsync(int port)
    {
        if (_isFounded)
            return await Clinic.ReturnAsync(port);
        (_isFounded, _sizeWhenEmpty) = (true, await SizeAsync());
        return await Clinic.FoundAsync(port);
    }

    private async Task<long> SizeAsync() =>
        long.Parse((await PostgreSqlServer.ReadTextsAsync(database, "SELECT pg_database_size(current_database())::text"))[0], CultureInfo.InvariantCulture);
}
