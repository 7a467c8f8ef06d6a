using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A piece of state that belongs to a grain and is kept in a named storage.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>Names a piece of state, and the storage it is kept in, on a grain's constructor parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>Gets the name of the state.</summary>
    public string StateName { get; } = stateName;

    /// <summary>Gets the name of the storage, or null for the one named Default.</summary>
    public string? StorageName { get; } = storageName;
}

/// <summary>Makes the state objects that grain constructors ask for.</summary>
internal static class PersistentState
{
    public static Func<Activation, PersistentStateAttribute, object> FactoryOf(Type parameter) =>
        typeof(PersistentState<>).MakeGenericType(parameter.GetGenericArguments()).GetMethod("For")!.CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
}

/// <summary>Reads and writes one piece of state, in the order asked.</summary>
internal sealed class PersistentState<TState>(Activation grain, string name, IGrainStorage storage) : IPersistentState<TState>, IGrainState<TState>
{
    public TState State { get; set; } = New();

    TState? IGrainState<TState>.State
    {
        get => State;
        set => State = value ?? New();
    }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }

    public static object For(Activation grain, PersistentStateAttribute facet)
    {
        var storage = grain.Silo.ServiceProvider.GetKeyedService<IGrainStorage>(facet.StorageName ?? "Default")
            ?? throw new BadProviderConfigException($"{grain.GrainId} keeps its state {facet.StateName} in a storage named {facet.StorageName ?? "Default"}, which the host does not have.");
        return new PersistentState<TState>(grain, facet.StateName, storage);
    }

    public Task ReadStateAsync() => Guard("read", storage.ReadStateAsync(name, grain.GrainId, this));

    public Task WriteStateAsync() => Guard("written", storage.WriteStateAsync(name, grain.GrainId, this));

    public Task ClearStateAsync() => Guard("cleared", storage.ClearStateAsync(name, grain.GrainId, this));

    private async Task Guard(string done, Task work)
    {
        try
        {
            await work;
        }
        catch (Exception exception) when (exception is not OrleansException and not OperationCanceledException)
        {
            throw new OrleansException($"State {name} of {grain.GrainId} could not be {done}: {exception.Message}", exception);
        }
    }

    private static TState New() =>
        typeof(TState).IsValueType ? default! : typeof(TState).GetConstructor(Type.EmptyTypes) is null
            ? (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState)) : Activator.CreateInstance<TState>();
}
