using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Output;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Lists and adds sites.</summary>
internal static class SitesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell) => new("sites", "List and add sites.") { CreateList(shell), CreateAdd(shell) };

    private static Command CreateList(Shell shell)
    {
        var command = new Command("list", "List the sites.");
        shell.On(command, ListAsync);
        return command;
    }

    private static Command CreateAdd(Shell shell)
    {
        var id = new Argument<string>("ID") { Description = "Short id: lower-case letters, digits and dashes." };
        var name = new Argument<string>("NAME") { Description = "Name as people know it." };
        var command = new Command("add", "Add a site.") { id, name };
        shell.On(command, run => AddAsync(run, new Site { Id = run.Get(id), Name = run.Get(name) }));
        return command;
    }

    private static async Task ListAsync(Run run)
    {
        var sites = (await run.Service.CallAsync(options => run.Service.Directory.ListSitesAsync(new ListSitesRequest(), options))).Sites;
        if (run.Output.IsJson)
            foreach (var site in sites)
                run.Output.Json(site);
        else if (sites.Count == 0)
            run.Output.Line("There are no sites yet: add one with `medrecords sites add ID NAME`.");
        else
            run.Output.Draw(sites.Aggregate(Tables.Create("Site", "Name"), (table, site) => table.Row(site.Id, site.Name)));
    }

    private static async Task AddAsync(Run run, Site site)
    {
        var response = await run.Service.CallAsync(options => run.Service.Directory.AddSiteAsync(new AddSiteRequest { Site = site }, options));
        run.Output.Result(
            new JsonObject { ["id"] = site.Id, ["name"] = site.Name, ["alreadyThere"] = response.AlreadyThere },
            response.AlreadyThere ? $"Site {site.Id} was there already." : $"Added site {site.Id} ({site.Name}).");
    }
}
