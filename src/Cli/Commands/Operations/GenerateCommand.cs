using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Generating;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Fills a service with made-up charts.</summary>
internal static class GenerateCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var patients = new Option<int>("--patients") { HelpName = "N", Description = "How many charts.", DefaultValueFactory = _ => 10 };
        var seed = new Option<long>("--seed") { HelpName = "S", Description = "The same seed, site and --entries make the same charts; a second run changes nothing.", DefaultValueFactory = _ => 1 };
        var entries = new Option<int>("--entries") { HelpName = "N", Description = "Entries in each chart.", DefaultValueFactory = _ => 40 };
        var site = ChartArguments.Site();
        var parallel = new Option<int>("--parallel") { HelpName = "N", Description = "Writes so many charts at a time.", DefaultValueFactory = _ => 4 };
        foreach (var number in new[] { patients, entries, parallel })
            number.Validators.Add(result =>
            {
                if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value < 1)
                    result.AddError($"{number.Name} must be 1 or more.");
            });
        var command = new Command("generate", "Make up synthetic charts, for demonstrations and load.") { patients, seed, site, entries, parallel };
        shell.On(command, async run =>
        {
            var where = await ChartArguments.SiteOf(run, site);
            var generator = new ChartGenerator(run.Service, run.Get(seed), where, run.Get(entries));
            await new GenerationReport(run, generator).RunAsync(run.Get(patients), run.Get(parallel), $"seed {run.Get(seed)} at {where}");
        });
        return command;
    }
}
