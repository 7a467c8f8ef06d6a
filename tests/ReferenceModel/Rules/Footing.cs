using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>A relation that holds, and how far it reaches. Two grants, like two proxies, are two footings.</summary>
/// <param name="Relation">Which.</param>
/// <param name="Kinds">Kinds of entry that it opens; none for all.</param>
/// <param name="Clears">Labels that it clears beside those of the role.</param>
/// <param name="NormalOnly">Whether it shows only what is labelled normal, whatever is cleared.</param>
internal readonly record struct Footing(
    Relation Relation, IReadOnlyList<EntryKind> Kinds, IReadOnlyList<Sensitivity> Clears, bool NormalOnly = false)
{
    /// <summary>A relation that opens every kind and clears nothing by itself.</summary>
    public Footing(Relation relation)
        : this(relation, [], [])
    {
    }

    /// <summary>Whether it opens a kind.</summary>
    public bool Opens(EntryKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}
