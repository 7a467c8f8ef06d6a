using System.CommandLine;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;
using Spectre.Console;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Lists a chart's entries.</summary>
internal static class ListCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var kinds = new Option<string[]>("--kind") { HelpName = "KIND", Description = $"Only this kind: {string.Join(", ", Words.All<EntryKind>())}; once for each." };
        var from = new Option<string?>("--from") { HelpName = "TIME", Description = "Only what is clinically at or after this date or time." };
        var before = new Option<string?>("--before") { HelpName = "TIME", Description = "Only what is clinically before this date or time." };
        var asOf = AsOf.Option();
        var retracted = new Option<bool>("--include-retracted") { Description = "Also lists retracted entries." };
        var newestFirst = new Option<bool>("--newest-first") { Description = "Newest recorded first." };
        var limit = new Option<int>("--limit") { HelpName = "N", Description = "Stops after so many entries." };
        var command = new Command("list", "List a chart's entries.") { chart, kinds, from, before, asOf, retracted, newestFirst, limit };
        shell.On(command, run => ListAsync(run, new ListEntriesRequest
        {
            ChartId = run.Get(chart),
            Kinds = { (run.Get(kinds) ?? []).Select(ToKind) },
            From = run.Get(from) ?? "",
            Before = run.Get(before) ?? "",
            AsOf = AsOf.ToTimestamp(run.Get(asOf)),
            IncludeRetracted = run.Get(retracted),
            NewestFirst = run.Get(newestFirst),
            Limit = run.Get(limit),
        }));
        return command;
    }

    private static EntryKind ToKind(string text) => Words.Parse<EntryKind>(text == "problem" ? "condition" : text)
        ?? throw CliException.Usage($"'{text}' is no kind of entry: use one of {string.Join(", ", Words.All<EntryKind>())}.");

    private static async Task ListAsync(Run run, ListEntriesRequest request)
    {
        var table = EntryTable.Create();
        var accounts = new AccountNames(run);
        await foreach (var part in run.Service.ReadAsync(options => run.Service.Charts.ListEntries(request, options), Service.ChartTimeout))
            foreach (var entry in part.Entries)
                if (run.Output.IsJson)
                    run.Output.Json(entry);
                else
                    EntryTable.Add(table, entry, accounts);
        if (run.Output.IsJson)
            return;
        if (table.Rows.Count == 0)
            run.Output.Line("There are no such entries, or none that you may see.");
        else
            run.Output.Draw(table);
    }
}
