using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Withdraws an entry.</summary>
internal static class RetractCommand
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
        var command = new Command("retract", "Withdraw an entry as entered in error; it stays in its history.") { chart, entry, reason, site, expected, operationId };
        shell.On(command, async run =>
        {
            var request = new RetractEntryRequest { ChartId = run.Get(chart), EntryId = run.Get(entry), Reason = run.Get(reason), Site = run.Get(site) ?? "", OperationId = OperationIds.Read(run, operationId) };
            if (run.Get(expected) is { } version)
                request.ExpectedVersion = version;
            await RetractAsync(run, request);
        });
        return command;
    }

    private static async Task RetractAsync(Run run, RetractEntryRequest request)
    {
        var response = await run.Service.CallAsync(options => run.Service.Charts.RetractEntryAsync(request, options));
        run.Output.Result(
            new JsonObject { ["chartId"] = request.ChartId, ["entryId"] = request.EntryId, ["version"] = response.Version, ["alreadyRecorded"] = response.AlreadyRecorded, ["operationId"] = request.OperationId },
            response.AlreadyRecorded ? "This retraction had been recorded before: nothing was changed." : $"Retracted entry {request.EntryId}; the chart is at version {response.Version}.");
    }
}
