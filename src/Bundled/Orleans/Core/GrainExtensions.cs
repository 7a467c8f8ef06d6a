using Orleans.Runtime;

namespace Orleans;

/// <summary>Reads the identity of grains and grain references.</summary>
public static class GrainExtensions
{
    /// <summary>Returns the string that a grain, or the grain that a reference points to, is named by.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) =>
        grain is GrainReference reference ? reference.Key : ((Grain)grain).Activation.Key;
}
