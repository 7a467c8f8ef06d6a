using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A grain class as one host runs it, with its activations.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<(string Key, int Worker), Activation> activations = new();
    private readonly string type;
    private readonly ObjectFactory create;
    private readonly (PersistentStateAttribute Facet, Func<Activation, PersistentStateAttribute, object> Create)[] states;
    private int turn;

    public GrainClass(Silo silo, Type @class)
    {
        Silo = silo;
        Workers = @class.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 1;
        type = NameOf(@class);
        var facets = @class.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.IsDefined(typeof(PersistentStateAttribute))).ToArray();
        states = [.. facets.Select(facet => (facet.GetCustomAttribute<PersistentStateAttribute>()!, PersistentState.FactoryOf(facet.ParameterType)))];
        create = ActivatorUtilities.CreateFactory(@class, [.. facets.Select(facet => facet.ParameterType)]);
    }

    public Silo Silo { get; }

    /// <summary>How many activations one key may have: one, unless the class keeps no state.</summary>
    public int Workers { get; }

    public IEnumerable<Activation> Activations => activations.Select(entry => entry.Value);

    public GrainId IdOf(string key) => new(type, key);

    /// <summary>Constructs a grain, in a turn of its activation, with state that is yet to be read.</summary>
    public Grain Create(Activation activation, out IEnumerable<IStorage> created)
    {
        object[] arguments = [.. states.Select(state => state.Create(activation, state.Facet))];
        created = arguments.Cast<IStorage>();
        return (Grain)create(activation.Services, arguments);
    }

    public Activation Locate(string key)
    {
        Silo.ThrowIfStopped();
        if (Workers == 1) return At(key, 0);
        for (var worker = 0; worker < Workers; worker++)
        {
            if (At(key, worker) is { IsFree: true } free) return free;
        }

        return At(key, (int)((uint)Interlocked.Increment(ref turn) % (uint)Workers));
    }

    /// <summary>Sends a call again that its first activation did not get to.</summary>
    public void Resend(string key, Request request)
    {
        try
        {
            while (Locate(key).Send(request) is null) { }
        }
        catch (SiloUnavailableException exception)
        {
            request.Reject(exception);
        }
    }

    public void Remove(Activation activation) =>
        activations.TryRemove(new((activation.Key, activation.Worker), activation));

    private Activation At(string key, int worker) =>
        activations.GetOrAdd((key, worker), static (id, type) => new Activation(type, id.Key, id.Worker), this);

    private static string NameOf(Type @class)
    {
        var name = @class.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
    }
}
