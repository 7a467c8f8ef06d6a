using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace MedRecords.Simulation.Cluster;

/// <summary>A reference to a grain of one silo: whatever its interface has is called in the grain's turn.</summary>
public class GrainReference : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, (MethodInfo Call, bool IsRead)> Known = new();

    private SimulatedSilo _silo = null!;
    private Type _interface = null!;
    private string _key = null!;

    internal static object Create(SimulatedSilo silo, Type type, string key)
    {
        var reference = (GrainReference)Create(type, typeof(GrainReference));
        (reference._silo, reference._interface, reference._key) = (silo, type, key);
        return reference;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var (call, isRead) = Known.GetOrAdd(targetMethod!, static method => (
            typeof(GrainReference).GetMethod(nameof(CallAsync), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(method.ReturnType.GetGenericArguments()),
            method.IsDefined(typeof(ReadOnlyAttribute))));
        return call.Invoke(this, [targetMethod, args, isRead]);
    }

    private Task<T> CallAsync<T>(MethodInfo method, object?[]? args, bool isRead) =>
        _silo.CallAsync(_interface, _key, isRead, grain => (Task<T>)method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, args, null)!);
}
