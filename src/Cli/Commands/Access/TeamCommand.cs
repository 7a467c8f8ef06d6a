using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Adds members to the care team, and protects charts from curiosity.</summary>
internal static class TeamCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var user = new Argument<string>("USER") { Description = "User name of the member." };
        var function = new Option<string>("--function") { HelpName = "TEXT", Description = "What the member does for the patient, in words.", Required = true };
        var (from, until) = (AccessOptions.From(), AccessOptions.Until());
        var operationId = OperationIds.Create();
        var command = new Command("team", "Add a member to the patient's care team, or change one.") { chart, user, function, from, until, operationId };
        shell.On(command, run =>
        {
            var member = new CareTeamMember { Function = run.Get(function), Validity = AccessOptions.Term(run, from, until) };
            var request = new SetCareTeamMemberRequest { ChartId = run.Get(chart), User = run.Get(user), Member = member, OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.SetCareTeamMemberAsync(request, options), response =>
                $"{request.User} is on the care team {AccessOptions.WordsOf(member.Validity)}. To end it: medrecords revoke {request.ChartId} {response.Id}");
        });
        return command;
    }
}
