using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Records new entries.</summary>
internal static class AppendCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var site = ChartArguments.Site();
        var expected = ChartArguments.ExpectedVersion();
        var operationId = OperationIds.Create();
        var entries = new EntryOptions();
        var command = new Command("append", "Record new entries, all of them or none.") { chart, site, expected, operationId };
        entries.AddTo(command);
        shell.On(command, async run =>
        {
            var request = new AppendEntriesRequest { ChartId = run.Get(chart), Site = run.Get(site) ?? "", OperationId = OperationIds.Read(run, operationId), Entries = { await entries.ReadAsync(run) } };
            if (run.Get(expected) is { } version)
                request.ExpectedVersion = version;
            await AppendAsync(run, request);
        });
        return command;
    }

    private static async Task AppendAsync(Run run, AppendEntriesRequest request)
    {
        var response = await run.Service.CallAsync(options => run.Service.Charts.AppendEntriesAsync(request, options));
        var numbers = string.Join(", ", response.EntryIds);
        run.Output.Result(
            new JsonObject
            {
                ["chartId"] = request.ChartId,
                ["version"] = response.Version,
                ["entryIds"] = new JsonArray([.. response.EntryIds.Select(id => JsonValue.Create(id))]),
                ["alreadyRecorded"] = response.AlreadyRecorded,
                ["operationId"] = request.OperationId,
            },
            response.AlreadyRecorded
                ? $"This had been recorded before, as entry {numbers}: nothing was changed."
                : $"Recorded entry {numbers}; the chart is at version {response.Version}.");
    }
}
