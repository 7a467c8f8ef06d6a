using System.CommandLine;
using Grpc.Core;
using MedRecords.Cli.Clusters;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;
using Spectre.Console;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Shows the processes that serve together.</summary>
internal static class ClusterCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var watch = new Option<bool>("--watch") { Description = "Shows it anew every two seconds, until interrupted. Each look is on record." };
        var lasting = new Option<TimeSpan?>("--for") { HelpName = "TIME", Description = "Ends --watch after so long.", CustomParser = Durations.Parse };
        var command = new Command("cluster", "Show the processes that serve together: what each does, how busy it is and how it is (as an administrator).") { watch, lasting };
        shell.On(command, run => run.Get(watch) ? WatchAsync(run, run.Get(lasting)) : OnceAsync(run));
        return command;
    }

    private static async Task OnceAsync(Run run) => Show(run, await ListAsync(run));

    private static async Task WatchAsync(Run run, TimeSpan? lasting)
    {
        var until = lasting is { } length ? run.Host.Time.GetUtcNow() + length : DateTimeOffset.MaxValue;
        var first = await ListAsync(run);
        if (!run.Output.IsLive)
        {
            Show(run, first);
            await RepeatAsync(run, until, silos => Show(run, silos));
            return;
        }

        await run.Output.Console.Live(ClusterTable.Draw(first)).StartAsync(live =>
        {
            live.Refresh();
            run.Output.Flush();
            return RepeatAsync(run, until, silos =>
            {
                live.UpdateTarget(ClusterTable.Draw(silos));
                run.Output.Flush();
            });
        });
    }

    private static async Task RepeatAsync(Run run, DateTimeOffset until, Action<IReadOnlyList<SiloInfo>> show)
    {
        while (run.Host.Time.GetUtcNow() + Interval < until)
        {
            await Task.Delay(Interval, run.Host.Time, run.Cancellation);
            try
            {
                show(await ListAsync(run));
            }
            catch (RpcException e) when (!run.Cancellation.IsCancellationRequested && Refusal.Of(e).MayPass)
            {
                // The process that was asked may be the one that leaves; another one answers soon.
                run.Output.Note("No answer for now; asking again.");
            }
        }
    }

    private static async Task<IReadOnlyList<SiloInfo>> ListAsync(Run run) =>
        (await run.Service.CallAsync(options => run.Service.Cluster.ListSilosAsync(new ListSilosRequest(), options))).Silos;

    private static void Show(Run run, IReadOnlyList<SiloInfo> silos)
    {
        if (run.Output.IsJson)
            foreach (var silo in silos)
                run.Output.Json(silo);
        else
            run.Output.Draw(ClusterTable.Draw(silos));
        run.Output.Flush();
    }
}
