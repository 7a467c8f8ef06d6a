using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>What the rules decided.</summary>
/// <param name="Rights">The rights that permit it; null where denied.</param>
/// <param name="Hat">In which capacity; where denied, the caller's first.</param>
/// <param name="Refusal">Why it was denied; null where permitted.</param>
public sealed record Verdict(RoleRights? Rights, Hat Hat, Refusal? Refusal)
{
    /// <summary>How the caller stands to the chart; unspecified where no chart is concerned, or where denied.</summary>
    public Relation Relation { get; init; }

    /// <summary>What of the chart the caller sees; null where denied.</summary>
    public Sight? Sight { get; init; }

    /// <summary>What follows from the access, beside its record.</summary>
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    /// <summary>A verdict on something in which no role is needed.</summary>
    public static Verdict WithoutRole(Refusal? refusal) => new(null, new Hat(Role.Unspecified, string.Empty, string.Empty), refusal);
}
