using System.CommandLine;
using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Shows every revision of an entry.</summary>
internal static class HistoryCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var entry = ChartArguments.Entry();
        var command = new Command("history", "Show every revision of one entry, oldest first.") { chart, entry };
        shell.On(command, run => ShowAsync(run, new GetEntryHistoryRequest { ChartId = run.Get(chart), EntryId = run.Get(entry) }));
        return command;
    }

    private static async Task ShowAsync(Run run, GetEntryHistoryRequest request)
    {
        var revisions = (await run.Service.CallAsync(options => run.Service.Charts.GetEntryHistoryAsync(request, options))).Revisions;
        var accounts = new AccountNames(run);
        if (run.Output.IsJson)
            foreach (var revision in revisions)
                run.Output.Json(revision);
        else
            run.Output.Draw(revisions.Aggregate(Tables.Create("Version", "Recorded", "By", "State", "What", "Why"), (table, revision) => table.Row(
                $"{revision.Version}",
                revision.RecordedAt is { } at ? $"{at.ToDateTimeOffset().ToLocalTime():yyyy-MM-dd HH:mm}" : "",
                accounts.At(revision.Author, revision.AuthorName, revision.Site),
                Words.Of(revision.State),
                EntryText.Of(revision),
                revision.Reason)));
    }
}
