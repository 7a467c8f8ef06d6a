using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Hosting;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Operations;
using MedRecords.Journal;
using MedRecords.Journal.Sealing;
using MedRecords.Simulation.Running;
using MedRecords.Simulation.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MedRecords.Simulation.Cluster;

/// <summary>
/// One silo: the product's own services over a session of its own, and a place for grains. A chart may be in the
/// memory of several silos at once, which is what the journal's version check is for.
/// </summary>
internal sealed class SimulatedSilo
{
    private readonly World _world;
    private readonly Snapshots _snapshots;
    private readonly ServiceProvider _services;
    private readonly Dictionary<(Type, string), Activation> _activations = [];

    /// <summary>Starts a silo.</summary>
    public SimulatedSilo(World world, SimulatedDatabase database, Snapshots snapshots, Institute institute, string name)
    {
        (_world, _snapshots) = (world, snapshots);
        Process = world.Start(name);
        Clock = new SimulatedClock(world);
        Session = database.Connect(Process);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(new SealedJournal(Session, new MasterKeys(Session, institute.Ring), institute.Keys));
        services.AddSingleton(institute.Keys);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(GrainFactory.Create(this));
        services.AddSingleton<IDiagnosis, NoDiagnosis>();
        services.AddMedRecordsGrains(new OutsideIssuerOptions(), new ServingProcess(name, "institution", name, "1.0.0"));
        _services = services.BuildServiceProvider();
    }

    /// <summary>What runs it.</summary>
    public SimulatedProcess Process { get; }

    /// <summary>Its clock.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>Its connection to the database.</summary>
    public StoreSession Session { get; }

    /// <summary>How many grains it holds.</summary>
    public int ActivationCount => _activations.Count;

    /// <summary>A chart.</summary>
    public IChartGrain Chart(string id) => (IChartGrain)GrainReference.Create(this, typeof(IChartGrain), id);

    /// <summary>An account.</summary>
    public IAccountGrain Account(string id) => (IAccountGrain)GrainReference.Create(this, typeof(IAccountGrain), id);

    /// <summary>A service of the silo.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A worker without state, which nobody else uses.</summary>
    public T Make<T>()
        where T : Grain => ActivatorUtilities.CreateInstance<T>(_services);

    /// <summary>Calls a grain in its turn, and activates it where it is not in memory.</summary>
    public async Task<T> CallAsync<T>(Type type, string key, bool isRead, Func<Grain, Task<T>> call)
    {
        if (!_activations.TryGetValue((type, key), out var activation))
            _activations.Add((type, key), activation = Activate(type, key));
        try
        {
            return await activation.CallAsync(isRead, call);
        }
        finally
        {
            if (activation.HasFailed && _activations.GetValueOrDefault((type, key)) == activation)
                _activations.Remove((type, key));
        }
    }

    /// <summary>Lets go of a grain that nobody calls; false where there is none.</summary>
    public bool DeactivateOne()
    {
        var idle = _activations.Where(pair => pair.Value.IsIdle).Select(pair => pair.Key).OrderBy(key => key.Item2, StringComparer.Ordinal).ThenBy(key => key.Item1.Name, StringComparer.Ordinal).ToList();
        if (idle.Count == 0)
            return false;
        var chosen = idle[_world.Random.Next(idle.Count)];
        _activations.Remove(chosen, out var activation);
        Process.Run(activation!.DeactivateAsync);
        return true;
    }

    private Activation Activate(Type type, string key)
    {
        if (type == typeof(IAccountGrain))
            return Identify(ActivatorUtilities.CreateInstance<AccountGrain>(_services), key, () => Task.CompletedTask);
        var snapshot = new SnapshotState(_world, _snapshots, Process, key);
        return Identify(ActivatorUtilities.CreateInstance<ChartGrain>(_services, snapshot), key, snapshot.ReadStateAsync);
    }

    private static Activation Identify(Grain grain, string key, Func<Task> prepare)
    {
        GrainIdentity.Give(grain, key);
        return new Activation(grain, prepare);
    }
}
