using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Protects a chart from the curiosity of staff.</summary>
internal static class ProtectCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var wellKnown = new Option<bool>("--well-known") { Description = "The patient is well known." };
        var staffOf = new Option<string[]>("--staff-of") { HelpName = "SITE", Description = "The patient works at this site; once for each." };
        var operationId = OperationIds.Create();
        var command = new Command("protect", "Protect a chart from the curiosity of staff, as the policy says; without options, end that.") { chart, wellKnown, staffOf, operationId };
        shell.On(command, run =>
        {
            var protection = new ChartProtection { WellKnown = run.Get(wellKnown), StaffSites = { run.Get(staffOf) ?? [] } };
            var request = new SetProtectionRequest { ChartId = run.Get(chart), Protection = protection, OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.SetProtectionAsync(request, options), _ =>
                protection.WellKnown || protection.StaffSites.Count > 0 ? "The chart is protected." : "The chart is not protected any more.");
        });
        return command;
    }
}
