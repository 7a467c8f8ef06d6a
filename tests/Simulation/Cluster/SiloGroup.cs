using MedRecords.Simulation.Running;
using MedRecords.Simulation.Storage;

namespace MedRecords.Simulation.Cluster;

/// <summary>The silos, each at its place; one that was killed is replaced after a while.</summary>
internal sealed class SiloGroup
{
    private readonly World _world;
    private readonly SimulatedDatabase _database;
    private readonly Snapshots _snapshots;
    private readonly Institute _institute;
    private readonly SimulatedSilo?[] _silos;
    private int _started;

    /// <summary>Starts so many.</summary>
    public SiloGroup(World world, SimulatedDatabase database, Institute institute, int count)
    {
        (_world, _database, _institute) = (world, database, institute);
        _snapshots = new Snapshots(world);
        _silos = new SimulatedSilo?[count];
        for (var place = 0; place < count; place++)
            Start(place);
    }

    /// <summary>Silos that run.</summary>
    public IEnumerable<SimulatedSilo> Running => _silos.OfType<SimulatedSilo>();

    /// <summary>Whether none is missing.</summary>
    public bool AreAllRunning => _silos.All(silo => silo is not null);

    /// <summary>The silo that a load balancer chooses for a subject: mostly the same one, now and then another.</summary>
    public SimulatedSilo? Choose(string subject)
    {
        var home = subject.Sum(letter => letter) % _silos.Length;
        return _silos[_world.Chance(60) ? home : _world.Random.Next(_silos.Length)];
    }

    /// <summary>One that runs; null where none does.</summary>
    public SimulatedSilo? Any()
    {
        var running = Running.ToList();
        return running.Count == 0 ? null : running[_world.Random.Next(running.Count)];
    }

    /// <summary>Kills a silo: its memory and all that it was doing are lost.</summary>
    public void Kill(SimulatedSilo silo, long restartAfterUs)
    {
        var place = Array.IndexOf(_silos, silo);
        _world.Note($"{silo.Process.Name}: killed");
        silo.Process.Kill();
        _database.Disconnect(silo.Session);
        _silos[place] = null;
        _world.After(restartAfterUs, () => Start(place));
    }

    private void Start(int place)
    {
        _silos[place] = new SimulatedSilo(_world, _database, _snapshots, _institute, $"silo {place}.{++_started}");
        if (_started > _silos.Length)
            _world.Note($"{_silos[place]!.Process.Name}: started");
    }
}
