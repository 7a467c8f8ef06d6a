using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Lists who stands to a chart by grant, as a proxy or in the care team.</summary>
internal static class GrantsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var command = new Command("grants", "List grants, proxies and the care team of a chart.") { chart };
        shell.On(command, run => ListAsync(run, new ListGrantsRequest { ChartId = run.Get(chart) }));
        return command;
    }

    private static async Task ListAsync(Run run, ListGrantsRequest request)
    {
        var listed = await run.Service.CallAsync(options => run.Service.Access.ListGrantsAsync(request, options));
        if (run.Output.IsJson)
        {
            run.Output.Json(listed);
            return;
        }

        var accounts = new AccountNames(run);
        var table = Tables.Create("Id", "Who", "As", "Opens", "When", "Why");
        foreach (var grant in listed.Grants)
            table.Row(grant.Id, grant.ToCase == Grant.ToOneofCase.Site ? $"staff of {grant.Site}" : accounts.Of(grant.Account), Words.Of(grant.Kind), AccessOptions.List(grant.Kinds, "all"), AccessOptions.WordsOf(grant.Validity), grant.Reason);
        foreach (var proxy in listed.Proxies)
            table.Row(proxy.Id, accounts.Of(proxy.Account), Words.Of(proxy.Kind), AccessOptions.List(proxy.Kinds, "all"), AccessOptions.WordsOf(proxy.Validity), proxy.Confirmed ? "" : "has not confirmed yet");
        foreach (var member in listed.Team)
            table.Row(member.Account, accounts.Of(member.Account), "care team", "all", AccessOptions.WordsOf(member.Validity), member.Function);
        if (listed.Protection is { WellKnown: true })
            run.Output.Line("The patient is well known: the policy says what happens where staff look.");
        if (listed.Protection is { StaffSites.Count: > 0 } protection)
            run.Output.Line($"The patient works at {string.Join(", ", protection.StaffSites)}: the policy says what happens where colleagues look.");
        if (table.Rows.Count == 0)
            run.Output.Line("Nobody has a grant, is a proxy or on the care team.");
        else
            run.Output.Draw(table);
    }
}
