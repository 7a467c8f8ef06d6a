using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MedRecords.Cli.Connecting;
using MedRecords.V1;

namespace MedRecords.Cli.Generating;

/// <summary>A generated chart as the service has it.</summary>
internal sealed record GeneratedChart(string ChartId, string Name, int Entries, bool AlreadyRecorded);

/// <summary>Sends made-up charts through the ordinary calls, with operation ids that a second run repeats.</summary>
internal sealed class ChartGenerator(Service service, long seed, string site, int entries)
{
    private const int EntriesPerCall = 200;

    /// <summary>Opens one chart and fills it, or finds that this was done before.</summary>
    public async Task<GeneratedChart> GenerateAsync(int number)
    {
        var chart = SyntheticChart.Create(seed, number, entries);
        var open = new OpenChartRequest { OperationId = OperationId(number, "open"), Site = site, Demographics = chart.Person.Demographics };
        var chartId = (await service.CallAsync(options => service.Charts.OpenChartAsync(open, options))).ChartId;
        var unchanged = true;
        foreach (var (part, contents) in chart.Entries.Chunk(EntriesPerCall).Index())
        {
            var append = new AppendEntriesRequest { OperationId = OperationId(number, $"append {part}"), ChartId = chartId, Site = site, Entries = { contents } };
            unchanged &= (await service.CallAsync(options => service.Charts.AppendEntriesAsync(append, options))).AlreadyRecorded;
        }
        return new GeneratedChart(chartId, chart.Person.Name, chart.Entries.Count, unchanged);
    }

    /// <summary>The id of one call: whoever asks for the same charts at the same site makes the same calls.</summary>
    internal string OperationId(int number, string step)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{seed}\n{site}\n{entries}\n{number}\n{step}");
        return $"generate-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..32]}";
    }
}
