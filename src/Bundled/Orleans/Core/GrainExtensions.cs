using System.Globalization;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Reads the identity of grains and grain references.</summary>
public static class GrainExtensions
{
    /// <summary>Returns the identity of a grain or of the grain a reference points to.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither an active grain nor a grain reference.", nameof(grain)),
    };

    /// <summary>Returns the string the grain is named by.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>Returns the number the grain is named by.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.Parse(grain.GetPrimaryKeyString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
