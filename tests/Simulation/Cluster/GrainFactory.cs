using System.Reflection;

namespace MedRecords.Simulation.Cluster;

/// <summary>Gives the grains of a silo references to other grains of the same silo.</summary>
public class GrainFactory : DispatchProxy
{
    private SimulatedSilo _silo = null!;

    internal static IGrainFactory Create(SimulatedSilo silo)
    {
        var factory = Create<IGrainFactory, GrainFactory>();
        ((GrainFactory)(object)factory)._silo = silo;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { Name: "GetGrain", IsGenericMethod: true } && args?[0] is string key
            ? GrainReference.Create(_silo, targetMethod.GetGenericArguments()[0], key)
            : throw new NotSupportedException($"The simulation has no {targetMethod} of a grain factory.");
}
