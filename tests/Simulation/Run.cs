using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Clients;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Faults;
using MedRecords.Simulation.Running;
using MedRecords.Simulation.Storage;

namespace MedRecords.Simulation;

/// <summary>What one seed led to.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Problems">What did not hold; nothing where all did.</param>
/// <param name="Trace">What happened.</param>
/// <param name="Calls">Calls of clients.</param>
/// <param name="Released">Answers that held data.</param>
/// <param name="Accesses">Accesses on record.</param>
/// <param name="Revocations">Confirmed revocations.</param>
/// <param name="Faults">Faults by kind.</param>
internal sealed record RunReport(
    int Seed, IReadOnlyList<string> Problems, Trace Trace, int Calls, int Released, int Accesses, int Revocations, IReadOnlyDictionary<string, int> Faults);

/// <summary>One run of the institution under faults, as its seed has it.</summary>
internal static class Run
{
    private const int OperationsPerClinician = 20;
    private const int MostChangesOfRights = 5;

    /// <summary>Runs a seed to its end.</summary>
    public static RunReport Of(int seed)
    {
        var world = new World(seed);
        var institute = Institute.Instance;
        var database = new SimulatedDatabase(world, institute.Journal.Clone());
        var witness = new Witness(world, institute, database.Durable);
        database.Committed += witness.See;
        var silos = new SiloGroup(world, database, institute, world.Random.Next(2, 4));
        var (releases, rights, operations) = (new Releases(witness), new Rights(), new Operations());
        var network = new Network(world, silos, releases);
        var nemesis = new Nemesis(world, database, silos, network);
        var watcher = new Watcher(world, network, witness, rights);
        try
        {
            List<Client> clients =
            [
                .. Institute.Clinicians.Select(who => new Clinician(world, network, witness, rights, operations, who, OperationsPerClinician)),
                new Deputy(world, network, witness, rights, OperationsPerClinician),
                new Administrator(world, network, witness, rights, world.Random.Next(MostChangesOfRights)),
            ];
            var watching = watcher.StartAsync();
            var work = Task.WhenAll(clients.Select(client => client.StartAsync()));
            nemesis.Start();
            world.RunUntil(() => work.IsCompleted);
            work.GetAwaiter().GetResult();
            nemesis.Stop();
            world.RunUntil(() => silos.AreAllRunning && silos.Running.All(silo => silo.Session.IsReachable));
            watcher.Finish();
            world.RunUntil(() => watching.IsCompleted);
            watching.GetAwaiter().GetResult();
            operations.Check(witness);
            watcher.Check();
            new Aftermath(world, witness, releases, rights).Check(silos);
        }
        catch (StuckException stuck)
        {
            witness.Blame(stuck.Message);
        }

        return new RunReport(seed, witness.Problems, world.Trace, rights.CallCount, releases.Released, witness.AccessCount, rights.Revocations, nemesis.Faults);
    }
}
