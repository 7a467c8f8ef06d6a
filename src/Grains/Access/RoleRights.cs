using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>What one role may see and do; <see cref="RoleRules"/> in the form in which it is asked.</summary>
public sealed class RoleRights
{
    private readonly uint _actions;
    private readonly uint _writes;
    private readonly uint _details;
    private readonly uint _relations;

    /// <summary>Takes the stored rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="defaultLabel">The label of an entry that has none.</param>
    public RoleRights(RoleRules rules, Sensitivity defaultLabel = Sensitivity.Normal)
    {
        Role = rules.Role;
        Purpose = rules.Purpose;
        _actions = Bits(rules.Actions);
        Reads = Bits(rules.Reads);
        _writes = Bits(rules.Writes);
        _details = Bits(rules.Details);
        // Bit 0 stands for the institution's default.
        Sensitivities = Bits(rules.Sensitivities) | (rules.Sensitivities.Contains(defaultLabel) ? 1u : 0u);
        OnlyDeceased = rules.OnlyDeceased;
        _relations = rules.Relations.Count > 0 ? Bits(rules.Relations) : 1u << (int)UsualRelation(rules.Role);
    }

    private RoleRights(RoleRights person, RoleRights application)
    {
        Role = person.Role;
        Purpose = person.Purpose;
        _actions = person._actions & application._actions;
        Reads = person.Reads & application.Reads;
        _writes = person._writes & application._writes;
        _details = person._details & application._details;
        Sensitivities = person.Sensitivities & application.Sensitivities;
        Bounds = application.Sensitivities;
        OnlyDeceased = person.OnlyDeceased || application.OnlyDeceased;
        _relations = person._relations;
    }

    /// <summary>The role.</summary>
    public Role Role { get; }

    /// <summary>What its accesses are for where the caller does not say.</summary>
    public Purpose Purpose { get; }

    /// <summary>Whether the role has to do with charts at all. Who only administers or verifies has not.</summary>
    public bool MeetsCharts => (_actions & ~((1u << (int)AccessAction.Administer) | (1u << (int)AccessAction.Verify))) != 0;

    /// <summary>Whether every confidential detail is cleared.</summary>
    public bool ClearedForAll => _details == DetailMask.All;

    /// <summary>Whether the role may do this.</summary>
    public bool May(AccessAction action) => Has(_actions, (int)action);

    /// <summary>Kinds of entry that the role may read, as a mask of bits.</summary>
    public uint Reads { get; }

    /// <summary>Sensitivity labels that the role is cleared for, as a mask of bits.</summary>
    public uint Sensitivities { get; }

    /// <summary>Labels beyond which nothing is seen, whoever clears them: those of the application that asks; otherwise all.</summary>
    public uint Bounds { get; } = uint.MaxValue;

    /// <summary>Whether it only has to do with patients who have died.</summary>
    public bool OnlyDeceased { get; }

    /// <summary>Whether a relation to the chart suffices for the role.</summary>
    public bool Takes(Relation relation) => Has(_relations, (int)relation);

    /// <summary>Whether the role may record entries of a kind.</summary>
    public bool MayWrite(EntryKind kind) => Has(_writes, (int)kind);

    /// <summary>Whether the role is cleared for a confidential detail.</summary>
    public bool IsCleared(ConfidentialDetail detail) => Has(_details, (int)detail);

    /// <summary>The rights of a person for whom an application asks: the person's relation to the chart, and what both may.</summary>
    public RoleRights Within(RoleRights application) => new(this, application);

    /// <summary>Labels as a mask; no label is bit 0, which stands for the institution's default.</summary>
    public static uint Labels(IEnumerable<Sensitivity> labels)
    {
        var mask = Bits(labels);
        return mask == 0 ? 1u : mask;
    }

    /// <summary>Values as a mask of bits, each by its number.</summary>
    public static uint Bits<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum
    {
        uint mask = 0;
        foreach (var value in values)
            mask |= 1u << Convert.ToInt32(value);
        return mask;
    }

    private static Relation UsualRelation(Role role) => role switch
    {
        Role.Patient => Relation.Patient,
        Role.Proxy => Relation.Proxy,
        _ => Relation.TreatingSite,
    };

    private static bool Has(uint mask, int bit) => (uint)bit < 32 && (mask & (1u << bit)) != 0;
}
