using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Charting;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Shows a chart's front page.</summary>
internal static class ShowCommand
{
    // Bills say nothing at the bedside, and many charts consist mostly of them.
    private static readonly EntryKind[] Clinical = [.. Enum.GetValues<EntryKind>().Except([EntryKind.Unspecified, EntryKind.Claim, EntryKind.Benefit, EntryKind.Other])];

    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var asOf = AsOf.Option();
        var latest = new Option<int>("--latest") { HelpName = "N", Description = "How many entries the timeline shows.", DefaultValueFactory = _ => 40 };
        var command = new Command("show", "Show a chart: the patient, allergies, problems, medications and a timeline.") { chart, asOf, latest };
        shell.On(command, run => ShowAsync(run, run.Get(chart), run.Get(asOf), run.Get(latest)));
        return command;
    }

    private static async Task ShowAsync(Run run, string chartId, DateTimeOffset? asOf, int latest)
    {
        var sites = await SitesAsync(run, chartId, asOf);
        var request = new ListEntriesRequest { ChartId = chartId, Kinds = { Clinical }, AsOf = AsOf.ToTimestamp(asOf) };
        var contents = new ChartContents(Math.Max(0, latest));
        await foreach (var part in run.Service.ReadAsync(options => run.Service.Charts.ListEntries(request, options), Service.ChartTimeout))
        {
            contents.Version = part.Version;
            foreach (var entry in part.Entries)
                contents.Add(entry);
        }
        if (run.Output.IsJson)
            run.Output.Json(ToJson(chartId, contents, sites));
        else
            foreach (var part in new ChartPage(chartId, contents, sites, run.Host.Time.GetLocalNow(), asOf).Parts())
                run.Output.Draw(part);
    }

    // A chart's summary exists for now only; of a moment in the past, only the entries are known.
    private static async Task<IReadOnlyList<string>> SitesAsync(Run run, string chartId, DateTimeOffset? asOf) => asOf is not null
        ? []
        : (await run.Service.CallAsync(options => run.Service.Charts.GetChartAsync(new GetChartRequest { ChartId = chartId }, options))).Sites;

    private static JsonObject ToJson(string chartId, ChartContents contents, IReadOnlyList<string> sites) => new()
    {
        ["chartId"] = chartId,
        ["version"] = contents.Version,
        ["sites"] = new JsonArray([.. sites.Select(site => JsonValue.Create(site))]),
        ["demographics"] = contents.Demographics is { } entry ? ProtoJson.ToNode(entry) : null,
        ["allergies"] = ToArray(contents.Allergies),
        ["problems"] = ToArray(contents.Problems),
        ["medications"] = ToArray(contents.Medications),
        ["vitalSigns"] = ToArray(contents.VitalSigns),
        ["timeline"] = ToArray(contents.Timeline),
        ["counts"] = new JsonObject(contents.Counts.Select(count => KeyValuePair.Create(Words.Of<EntryKind>(count.Key), (JsonNode?)JsonValue.Create(count.Value)))),
    };

    private static JsonArray ToArray(IEnumerable<Entry> entries) => new([.. entries.Select(ProtoJson.ToNode)]);
}
