using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Grants somebody, or the staff of a site, access to a chart.</summary>
internal static class GrantCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var user = new Option<string?>("--to-user") { HelpName = "USER", Description = "To the account with this user name." };
        var site = new Option<string?>("--to-site") { HelpName = "SITE", Description = "To whoever works at this site." };
        var purpose = new Option<string>("--for") { HelpName = "WHAT", Description = $"What for: {string.Join(", ", Words.All<GrantKind>())}.", Required = true };
        var reason = ChartArguments.Reason();
        var (kinds, from, until) = (AccessOptions.Kinds(), AccessOptions.From(), AccessOptions.Until());
        var operationId = OperationIds.Create();
        var command = new Command("grant", "Grant somebody, or the staff of a site, access in their role.") { chart, user, site, purpose, reason, kinds, from, until, operationId };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(user) is null) == (result.GetValue(site) is null))
                result.AddError("Give one of --to-user and --to-site.");
        });
        shell.On(command, run =>
        {
            var grant = new Grant
            {
                Kind = AccessOptions.Read<GrantKind>(run.Get(purpose)!, "--for"),
                Reason = run.Get(reason),
                Kinds = { AccessOptions.Read<EntryKind>(run, kinds) },
                Validity = AccessOptions.Term(run, from, until),
            };
            if (run.Get(site) is { } to)
                grant.Site = to;
            var request = new GrantRequest { ChartId = run.Get(chart), Grant = grant, User = run.Get(user) ?? "", OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.GrantAsync(request, options), response =>
                $"Granted to {Values.Join("", request.User, grant.Site)} {AccessOptions.WordsOf(grant.Validity)}. To take it back: medrecords revoke {request.ChartId} {response.Id}");
        });
        return command;
    }
}
