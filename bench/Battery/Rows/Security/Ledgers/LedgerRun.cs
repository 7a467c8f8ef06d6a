using Grpc.Net.Client;
using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Faults.Traffic;
using MedRecords.Battery.Hosts;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Ledgers;

/// <summary>What a run found.</summary>
/// <param name="Calls">Calls made.</param>
/// <param name="Receipts">Receipts that clients wrote.</param>
/// <param name="Broken">Calls given up or broken.</param>
/// <param name="Kills">How often a silo was killed.</param>
/// <param name="Unrecorded">Receipts without a record.</param>
internal sealed record LedgerReport(long Calls, IReadOnlyList<Receipt> Receipts, int Broken, int Kills, IReadOnlyList<Receipt> Unrecorded);

/// <summary>Clients who write down what they receive from three silos, one or another of which is killed all the while.</summary>
internal static class LedgerRun
{
    private const int Clients = 32;
    private static readonly TimeSpan _betweenKills = TimeSpan.FromSeconds(2);

    /// <summary>Runs so many calls.</summary>
    /// <param name="context">The row's.</param>
    /// <param name="count">Calls to make.</param>
    /// <param name="program">Another silo program; null for the one built with this.</param>
    public static async Task<LedgerReport> RunAsync(RowContext context, long count, string? program)
    {
        var ground = await LoopbackGround.MakeAsync();
        ground.Program = program;
        await using var cluster = await SiloCluster.StartAsync(ground, context.Folder);
        using var addresses = new Addresses(cluster.Silos.Select(silo => silo.Address));
        var scene = await LedgerScene.MakeAsync(addresses.Channels[0], addresses);
        var clients = Enumerable.Range(0, Clients).Select(number => new LedgerClient(number, scene)).ToArray();
        var next = 0L;
        var work = Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            for (long call; (call = Interlocked.Increment(ref next)) <= count;)
                await client.CallAsync(call);
        })));
        var kills = await KillAsync(cluster, work);
        await work;
        await cluster.BecomeWholeAsync();
        using var fresh = GrpcChannel.ForAddress(cluster.Silos[0].Address.ToString());
        var receipts = clients.SelectMany(client => client.Receipts).ToList();
        return new LedgerReport(count, receipts, clients.Sum(client => client.Broken), kills, LedgerCheck.FindUnrecorded(receipts, await scene.ReadTrailsAsync(fresh)));
    }

    /// <summary>Kills one silo after another until the work is done; the supervisor starts each again.</summary>
    private static async Task<int> KillAsync(SiloCluster cluster, Task work)
    {
        var kills = 0;
        while (await Task.WhenAny(work, Task.Delay(_betweenKills)) != work)
        {
            if (cluster.Silos.All(silo => silo.IsRunning))
                cluster.Silos[kills++ % cluster.Silos.Count].Send(StopSignal.Kill);
        }

        return kills;
    }

    /// <summary>How many receipts there are of each action, for people.</summary>
    public static string Describe(IEnumerable<Receipt> receipts) =>
        string.Join(", ", receipts.CountBy(receipt => (receipt.Key.Action, receipt.Key.Outcome)).OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key.Action} {(pair.Key.Outcome == AccessOutcome.Denied ? "denied" : "permitted")}"));
}
