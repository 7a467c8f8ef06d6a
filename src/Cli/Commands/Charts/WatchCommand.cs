using System.CommandLine;
using MedRecords.Cli.Charting;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Shows changes as they happen.</summary>
internal static class WatchCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = new Argument<string?>("CHART") { Description = "Only this chart.", Arity = ArgumentArity.ZeroOrOne };
        var fromStart = new Option<bool>("--from-start") { Description = "Starts with the first change there ever was." };
        var resume = new Option<string?>("--resume") { HelpName = "TOKEN", Description = "Goes on after the response that had this token." };
        var resumeFile = new Option<string?>("--resume-file") { HelpName = "FILE", Description = "Keeps the token in a file and goes on from it." };
        var count = new Option<int?>("--count") { HelpName = "N", Description = "Ends after so many changes." };
        var lasting = new Option<TimeSpan?>("--for") { HelpName = "TIME", Description = "Ends after so long.", CustomParser = Durations.Parse };
        var command = new Command("watch", "Show changes to charts as they happen, until interrupted.") { chart, fromStart, resume, resumeFile, count, lasting };
        shell.On(command, async run =>
        {
            var watch = new Watching(run, run.Get(chart) ?? "", run.Get(resumeFile)) { FromStart = run.Get(fromStart), Count = run.Get(count) ?? int.MaxValue };
            await watch.RunAsync(run.Get(resume), run.Get(lasting));
        });
        return command;
    }
}
