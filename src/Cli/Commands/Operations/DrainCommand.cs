using System.CommandLine;
using MedRecords.Cli.Clusters;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Takes a process out of service.</summary>
internal static class DrainCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var name = new Argument<string>("NAME") { Description = "The process, as `medrecords cluster` names it." };
        var wait = new Option<bool>("--wait") { Description = "Waits until it has stopped; ten minutes at most, or --timeout." };
        var command = new Command("drain", "Take a process out of service: it hands its charts over and ends (as an administrator).") { name, wait };
        shell.On(command, run => DrainAsync(run, run.Get(name), run.Get(wait)));
        return command;
    }

    private static async Task DrainAsync(Run run, string name, bool wait)
    {
        var silo = (await run.Service.CallAsync(options => run.Service.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = name }, options))).Silo;
        if (silo.State == SiloState.Stopped)
            run.Output.Result(DrainWait.Json(name, "stopped"), $"{name} had stopped already.");
        else if (wait)
            await new DrainWait(run, silo).RunAsync();
        else
            run.Output.Result(DrainWait.Json(name, "asked"), SiloWords.IsLost(silo)
                ? $"{name} is asked to drain, but has not been seen for {SiloWords.Length(SiloWords.Unseen(silo))}: it drains once it reaches its database again."
                : $"{name} is asked to drain. See `medrecords cluster`.");
    }
}
