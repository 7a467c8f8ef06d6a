using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Opens a new chart.</summary>
internal static class OpenCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var demographics = new DemographicsOptions();
        var site = ChartArguments.Site();
        var operationId = OperationIds.Create();
        var command = new Command("open", "Open a new chart for a patient.") { site, operationId };
        demographics.AddTo(command);
        shell.On(command, async run => await OpenAsync(run, new OpenChartRequest
        {
            Demographics = await demographics.ReadAsync(run),
            Site = await ChartArguments.SiteOf(run, site),
            OperationId = OperationIds.Read(run, operationId),
        }));
        return command;
    }

    private static async Task OpenAsync(Run run, OpenChartRequest request)
    {
        var response = await run.Service.CallAsync(options => run.Service.Charts.OpenChartAsync(request, options));
        run.Output.Result(
            new JsonObject { ["chartId"] = response.ChartId, ["version"] = response.Version, ["operationId"] = request.OperationId },
            $"Opened chart {response.ChartId} at {request.Site}.");
    }
}
