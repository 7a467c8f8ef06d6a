using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Replaces what an entry says.</summary>
internal static class AmendCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var entry = ChartArguments.Entry();
        var reason = ChartArguments.Reason();
        var site = ChartArguments.Site();
        var expected = ChartArguments.ExpectedVersion();
        var operationId = OperationIds.Create();
        var entries = new EntryOptions();
        var command = new Command("amend", "Replace what an entry says; the earlier revision stays in its history.") { chart, entry, reason, site, expected, operationId };
        entries.AddTo(command);
        shell.On(command, async run =>
        {
            var request = new AmendEntryRequest
            {
                ChartId = run.Get(chart),
                EntryId = run.Get(entry),
                Reason = run.Get(reason),
                Site = run.Get(site) ?? "",
                OperationId = OperationIds.Read(run, operationId),
                Content = await entries.ReadAsync(run) is [var only] ? only : throw CliException.Usage("An amendment says what one entry says from now on: give exactly one."),
            };
            if (run.Get(expected) is { } version)
                request.ExpectedVersion = version;
            await AmendAsync(run, request);
        });
        return command;
    }

    private static async Task AmendAsync(Run run, AmendEntryRequest request)
    {
        var response = await run.Service.CallAsync(options => run.Service.Charts.AmendEntryAsync(request, options));
        run.Output.Result(
            new JsonObject { ["chartId"] = request.ChartId, ["entryId"] = request.EntryId, ["version"] = response.Version, ["alreadyRecorded"] = response.AlreadyRecorded, ["operationId"] = request.OperationId },
            response.AlreadyRecorded ? "This amendment had been recorded before: nothing was changed." : $"Amended entry {request.EntryId}; the chart is at version {response.Version}.");
    }
}
