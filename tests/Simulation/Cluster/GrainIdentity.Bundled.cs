using System.Reflection;

namespace MedRecords.Simulation.Cluster;

/// <summary>Tells a grain that no Orleans runtime hosts which one it is: the bundled one keeps that in an activation.</summary>
internal static class GrainIdentity
{
    private static readonly Type Activation = typeof(Grain).Assembly.GetType("Orleans.Runtime.Activation", throwOnError: true)!;

    private static readonly FieldInfo Field = typeof(Grain).GetField("<Activation>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new InvalidOperationException("The bundled Grain keeps its activation elsewhere now.");

    /// <summary>Gives a grain its key.</summary>
    public static void Give(Grain grain, string key) => Field.SetValue(grain, Activator.CreateInstance(Activation, null, key, 0));
}
