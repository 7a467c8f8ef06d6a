using System.CommandLine;
using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Finds charts.</summary>
internal static class SearchCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var name = new Argument<string[]>("NAME") { Description = "Names or parts of names, in any order.", Arity = ArgumentArity.ZeroOrMore };
        var identifier = new Option<string?>("--identifier") { HelpName = "NUMBER", Description = "A medical record number or another identifier." };
        var birthDate = new Option<string?>("--birth-date") { HelpName = "DATE", Description = "Birth date, e.g. 1958-03-07." };
        var limit = new Option<int>("--limit") { HelpName = "N", Description = "At most so many, 100 at most.", DefaultValueFactory = _ => 20 };
        var command = new Command("search", "Find charts by name, identifier or birth date.") { name, identifier, birthDate, limit };
        shell.On(command, run => SearchAsync(run, new SearchRequest
        {
            Name = string.Join(' ', run.Get(name)),
            Identifier = run.Get(identifier) ?? "",
            BirthDate = run.Get(birthDate) ?? "",
            Limit = run.Get(limit),
        }));
        return command;
    }

    private static async Task SearchAsync(Run run, SearchRequest request)
    {
        if (request.Name.Length == 0 && request.Identifier.Length == 0)
            throw CliException.Usage("Say whom to look for: a name or --identifier.");
        var found = await run.Service.CallAsync(options => run.Service.Patients.SearchAsync(request, options));
        if (run.Output.IsJson)
            foreach (var match in found.Matches)
                run.Output.Json(match);
        else if (found.Matches.Count == 0)
            run.Output.Line("Nobody was found, or nobody whose chart you may see.");
        else
            run.Output.Draw(found.Matches.Aggregate(Tables.Create("Patient", "Born", "Sex", "Record number", "Chart"), Row));
        if (found.More)
            run.Output.Note("There are more: say more about the patient, or raise --limit.");
    }

    private static Spectre.Console.Table Row(Spectre.Console.Table table, Match match)
    {
        var patient = new PatientText(match.Demographics);
        return table.Row(patient.Name, patient.BirthDate, patient.Gender, patient.RecordNumbers, match.ChartId);
    }
}
