using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Breaks the glass, and reviews where it was broken.</summary>
internal static class EmergencyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell) =>
        new("emergency", "Open a chart in an emergency, for a time and a reason.") { CreateStart(shell), CreateEnd(shell), CreateList(shell), CreateReview(shell) };

    private static Command CreateStart(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var reason = ChartArguments.Reason();
        var site = new Option<string?>("--site") { HelpName = "SITE", Description = "The site at which you work. [default: the first whose role may]" };
        var operationId = OperationIds.Create();
        var command = new Command("start", "Open a chart that is closed to you, or renew that. It ends by itself.") { chart, reason, site, operationId };
        shell.On(command, async run =>
        {
            var request = new StartEmergencyAccessRequest { ChartId = run.Get(chart), Reason = run.Get(reason), Site = run.Get(site) ?? "", OperationId = OperationIds.Read(run, operationId) };
            var response = await run.Service.CallAsync(options => run.Service.Access.StartEmergencyAccessAsync(request, options));
            var access = response.Access;
            run.Output.Result(
                new JsonObject { ["chartId"] = request.ChartId, ["id"] = access.Id, ["until"] = $"{access.Until.ToDateTimeOffset():O}", ["version"] = response.Version, ["operationId"] = request.OperationId },
                $"The chart is open to you until {AccessOptions.Local(access.Until)}: medrecords show {request.ChartId}");
            if (!run.Output.IsJson)
                run.Output.Line($"The patient sees this, and the privacy officer reviews it. To end it earlier: medrecords emergency end {request.ChartId} {access.Id}");
        });
        return command;
    }

    private static Command CreateEnd(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var id = AccessOptions.Id();
        var operationId = OperationIds.Create();
        var command = new Command("end", "End your own emergency access before its time.") { chart, id, operationId };
        shell.On(command, run =>
        {
            var request = new EndEmergencyAccessRequest { ChartId = run.Get(chart), Id = run.Get(id), OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.EndEmergencyAccessAsync(request, options), _ => "Ended.");
        });
        return command;
    }

    private static Command CreateList(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var command = new Command("list", "List the emergency accesses to a chart.") { chart };
        shell.On(command, run => ListAsync(run, new ListEmergencyAccessesRequest { ChartId = run.Get(chart) }));
        return command;
    }

    private static Command CreateReview(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var id = AccessOptions.Id();
        var justified = new Option<bool>("--justified") { Description = "It was justified." };
        var unjustified = new Option<bool>("--unjustified") { Description = "It was not." };
        var review = new Option<string>("--review") { HelpName = "TEXT", Description = "What the review found, in words.", Required = true };
        var operationId = OperationIds.Create();
        var command = new Command("review", "Say what the review of an emergency access found.") { chart, id, justified, unjustified, review, operationId };
        command.Validators.Add(result =>
        {
            if (result.GetValue(justified) == result.GetValue(unjustified))
                result.AddError("Give one of --justified and --unjustified.");
        });
        shell.On(command, run =>
        {
            var request = new ReviewEmergencyAccessRequest { ChartId = run.Get(chart), Id = run.Get(id), Justified = run.Get(justified), Review = run.Get(review), OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.ReviewEmergencyAccessAsync(request, options), _ => "The review is on record.");
        });
        return command;
    }

    private static async Task ListAsync(Run run, ListEmergencyAccessesRequest request)
    {
        var listed = (await run.Service.CallAsync(options => run.Service.Access.ListEmergencyAccessesAsync(request, options))).Accesses;
        if (run.Output.IsJson)
        {
            foreach (var access in listed)
                run.Output.Json(access);
            return;
        }

        if (listed.Count == 0)
            run.Output.Line("Nobody has had an emergency access to the chart.");
        else
            run.Output.Draw(listed.Aggregate(Tables.Create("Id", "Who", "Role", "From", "Until", "Why", "Review"), (table, access) => table.Row(
                access.Id,
                access.AccountName,
                Values.Join("@", Words.Of(access.Role), access.Site),
                AccessOptions.Local(access.BeganAt),
                AccessOptions.Local(access.Until),
                access.Reason,
                access.ReviewedBy.Length == 0 ? "not reviewed yet" : $"{(access.Justified ? "justified" : "not justified")}: {access.Review}")));
    }
}
