using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Lets another site treat a patient.</summary>
internal static class ShareCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var site = new Argument<string>("SITE") { Description = "The site to add." };
        var operationId = OperationIds.Create();
        var command = new Command("share", "Let another site treat the patient, which opens the chart to its staff.") { chart, site, operationId };
        shell.On(command, run => ShareAsync(run, new AddTreatingSiteRequest { ChartId = run.Get(chart), Site = run.Get(site), OperationId = OperationIds.Read(run, operationId) }));
        return command;
    }

    private static async Task ShareAsync(Run run, AddTreatingSiteRequest request)
    {
        var response = await run.Service.CallAsync(options => run.Service.Charts.AddTreatingSiteAsync(request, options));
        run.Output.Result(
            new JsonObject { ["chartId"] = request.ChartId, ["site"] = request.Site, ["version"] = response.Version, ["alreadyRecorded"] = response.AlreadyRecorded, ["operationId"] = request.OperationId },
            response.AlreadyRecorded ? $"Site {request.Site} treated the patient already." : $"Site {request.Site} now treats the patient; the chart is at version {response.Version}.");
    }
}
