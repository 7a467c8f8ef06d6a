using System.CommandLine;
using MedRecords.Cli.Importing;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Imports FHIR bundles.</summary>
internal static class ImportCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var files = new Argument<string[]>("FILE") { Description = "FHIR R4 bundles of one patient each; - is standard input.", Arity = ArgumentArity.OneOrMore };
        var site = new Option<string?>("--site") { HelpName = "SITE", Description = "The site that imports. [default: the only one at which you hold a role]" };
        var parallel = new Option<int>("--parallel") { HelpName = "N", Description = "Imports so many files at a time. Files of the same patient belong in order, so the default is 1.", DefaultValueFactory = _ => 1 };
        var command = new Command("import", "Import FHIR bundles; a broken one stores nothing and does not stop the others.") { files, site, parallel };
        shell.On(command, async run =>
        {
            var paths = run.Get(files);
            var importer = new BundleImporter(run, await ChartArguments.SiteOf(run, site));
            return await ImportReport.RunAsync(run, paths, importer.ImportAsync, Math.Max(1, run.Get(parallel)));
        });
        return command;
    }
}
