using MedRecords.Simulation.Clients;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.Simulation.Storage;

namespace MedRecords.Simulation.Faults;

/// <summary>Lets things go wrong, one after another, until it is told to stop.</summary>
internal sealed class Nemesis(World world, SimulatedDatabase database, SiloGroup silos, Network network)
{
    private const int MostFaults = 100;

    private readonly long _paceUs = world.Between(2_000, 60_000);
    private bool _isOver;

    /// <summary>How many faults there were, by kind.</summary>
    public SortedDictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Begins.</summary>
    public void Start()
    {
        network.Loss = world.Chance(70) ? world.Random.NextDouble() * 5 : 0;
        network.Doubling = world.Chance(50) ? world.Random.NextDouble() * 10 : 0;
        Next();
    }

    /// <summary>Ends: what is broken comes back, and nothing more breaks.</summary>
    public void Stop()
    {
        _isOver = true;
        (network.Loss, network.Doubling) = (0, 0);
        database.IsFull = false;
    }

    private void Next() => world.After(world.Between(0, 2 * _paceUs), () =>
    {
        if (_isOver || Faults.Values.Sum() >= MostFaults)
            return;
        if (silos.Any() is { } silo)
            Strike(silo);
        Next();
    });

    private void Strike(SimulatedSilo silo)
    {
        switch (world.Random.Next(8))
        {
            case 0:
                Count("database crash");
                database.Crash("power cut");
                // What filled the disk while it recovered lets reads through and no appends.
                if (world.Chance(30))
                    FillDisk();
                break;
            case 1:
                Count("failed sync");
                database.Crash("a sync failed, so it gives up");
                break;
            case 2:
                Count("full disk");
                FillDisk();
                break;
            case 3:
                Count("silo kill");
                silos.Kill(silo, world.Between(5_000, 100_000));
                break;
            case 4:
                Count("silo pause");
                world.Note($"{silo.Process.Name}: paused");
                silo.Process.Pause(world.Between(5_000, 150_000));
                break;
            case 5:
                Count("broken connection");
                world.Note($"{silo.Process.Name}: its connection to the database breaks");
                silo.Session.Break(world.Between(0, 50_000));
                break;
            case 6:
                Count("clock jump");
                silo.Clock.Error = TimeSpan.FromSeconds(world.Random.Next(-300, 301));
                world.Note($"{silo.Process.Name}: its clock is wrong by {silo.Clock.Error.TotalSeconds} s");
                break;
            default:
                if (silo.DeactivateOne())
                    Count("deactivation");
                break;
        }
    }

    private void FillDisk()
    {
        database.IsFull = true;
        world.Note("database: its disk is full");
        world.After(world.Between(1_000, 80_000), () => database.IsFull = false);
    }

    private void Count(string kind) => Faults[kind] = Faults.GetValueOrDefault(kind) + 1;
}
