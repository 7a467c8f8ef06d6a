using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Charts;

/// <summary>A set of kinds of entry.</summary>
/// <param name="Mask">A bit for each kind, by its number.</param>
[GenerateSerializer, Immutable]
public readonly record struct KindSet(uint Mask)
{
    /// <summary>Whether it holds none, which a query takes for all.</summary>
    public bool IsEmpty => Mask == 0;

    /// <summary>Whether it holds a kind.</summary>
    public bool Contains(EntryKind kind) => (Mask & (1u << (int)kind)) != 0;

    /// <summary>The set of these kinds.</summary>
    public static KindSet Of(IEnumerable<EntryKind> kinds)
    {
        uint mask = 0;
        foreach (var kind in kinds)
            mask |= 1u << (int)kind;
        return new KindSet(mask);
    }
}

/// <summary>How many entries there are of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Immutable]
public readonly record struct KindTally(EntryKind Kind, int Count);
