using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Takes a grant, a proxy or a membership in the care team back.</summary>
internal static class RevokeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var id = AccessOptions.Id();
        var operationId = OperationIds.Create();
        var command = new Command("revoke", "Take back a grant, a proxy or a membership in the care team; it holds from the next call on.") { chart, id, operationId };
        shell.On(command, run =>
        {
            var request = new RevokeRequest { ChartId = run.Get(chart), Id = run.Get(id), OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.RevokeAsync(request, options), _ => "Taken back: it opens the chart no more.");
        });
        return command;
    }
}
