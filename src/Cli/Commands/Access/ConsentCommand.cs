using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Sets, lists and withdraws the consent directives of a patient.</summary>
internal static class ConsentCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell) => new("consent", "What the patient permits and denies.")
    {
        CreateSet(shell, "deny", ConsentEffect.Deny, "Deny somebody the chart, or the entries that the options name, whatever else permits it."),
        CreateSet(shell, "permit", ConsentEffect.Permit, "Clear somebody for the labels that the options name."),
        CreateList(shell),
        CreateWithdraw(shell),
    };

    private static Command CreateSet(Shell shell, string name, ConsentEffect effect, string description)
    {
        var chart = ChartArguments.Chart();
        var grantee = new GranteeOptions();
        var (kinds, labels, from, until) = (AccessOptions.Kinds(), AccessOptions.Labels(), AccessOptions.From(), AccessOptions.Until());
        var purposes = new Option<string[]>("--for-purpose") { HelpName = "PURPOSE", Description = "Only for this purpose; once for each. [default: any]" };
        var operationId = OperationIds.Create();
        var command = new Command(name, description) { chart, kinds, labels, purposes, from, until, operationId };
        grantee.AddTo(command);
        shell.On(command, run =>
        {
            var directive = new ConsentDirective
            {
                Effect = effect,
                Kinds = { AccessOptions.Read<EntryKind>(run, kinds) },
                Labels = { AccessOptions.Read<Sensitivity>(run, labels) },
                Purposes = { AccessOptions.Read<Purpose>(run, purposes) },
                Validity = AccessOptions.Term(run, from, until),
            };
            var request = new SetConsentRequest { ChartId = run.Get(chart), User = grantee.Fill(run, directive), Directive = directive, OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.SetConsentAsync(request, options), response =>
                $"It holds {AccessOptions.WordsOf(directive.Validity)}. To withdraw it: medrecords consent withdraw {request.ChartId} {response.Id}");
        });
        return command;
    }

    private static Command CreateList(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var command = new Command("list", "List the directives of the patient.") { chart };
        shell.On(command, run => ListAsync(run, new ListConsentsRequest { ChartId = run.Get(chart) }));
        return command;
    }

    private static Command CreateWithdraw(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var id = AccessOptions.Id();
        var operationId = OperationIds.Create();
        var command = new Command("withdraw", "Withdraw a directive.") { chart, id, operationId };
        shell.On(command, run =>
        {
            var request = new WithdrawConsentRequest { ChartId = run.Get(chart), Id = run.Get(id), OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.WithdrawConsentAsync(request, options), _ => "Withdrawn: it holds no more.");
        });
        return command;
    }

    private static async Task ListAsync(Run run, ListConsentsRequest request)
    {
        var listed = (await run.Service.CallAsync(options => run.Service.Access.ListConsentsAsync(request, options))).Directives;
        if (run.Output.IsJson)
        {
            foreach (var directive in listed)
                run.Output.Json(directive);
            return;
        }

        if (listed.Count == 0)
            run.Output.Line("The patient has set no directive.");
        else
            run.Output.Draw(listed.Aggregate(Tables.Create("Id", "Does", "Whom", "What", "When"), (table, directive) => table.Row(
                directive.Id,
                Words.Of(directive.Effect),
                GranteeOptions.WordsOf(directive, new AccountNames(run)),
                WhatOf(directive),
                AccessOptions.WordsOf(directive.Validity))));
    }

    private static string WhatOf(ConsentDirective directive) => Values.Join(
        "; ",
        directive.Kinds.Count == 0 && directive.Labels.Count == 0 ? "the whole chart" : AccessOptions.List(directive.Kinds, "all kinds"),
        directive.Labels.Count == 0 ? "" : $"labelled {AccessOptions.List(directive.Labels, "")}",
        directive.Purposes.Count == 0 ? "" : $"for {AccessOptions.List(directive.Purposes, "")}");
}
