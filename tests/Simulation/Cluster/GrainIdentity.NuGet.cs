using System.Reflection;

namespace MedRecords.Simulation.Cluster;

/// <summary>Tells a grain that no Orleans runtime hosts which one it is: Orleans keeps that in a grain context.</summary>
internal static class GrainIdentity
{
    private static readonly FieldInfo Field = typeof(Grain).GetField("<GrainContext>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new InvalidOperationException("Orleans' Grain keeps its context elsewhere now.");

    /// <summary>Gives a grain its key.</summary>
    public static void Give(Grain grain, string key)
    {
        var context = DispatchProxy.Create<IGrainContext, Context>();
        ((Context)(object)context).Id = GrainId.Create("simulated", key);
        Field.SetValue(grain, context);
    }

    /// <summary>A context that knows its grain's id, and nothing else.</summary>
    public class Context : DispatchProxy
    {
        internal GrainId Id { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == "get_GrainId"
            ? Id
            : throw new NotSupportedException($"The simulation has no {targetMethod.Name} of a grain's context.");
    }
}
