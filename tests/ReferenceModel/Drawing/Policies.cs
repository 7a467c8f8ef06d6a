using MedRecords.V1;

namespace MedRecords.ReferenceModel.Drawing;

/// <summary>Random policies.</summary>
/// <param name="dice">Chance.</param>
internal sealed class Policies(Dice dice)
{
    /// <summary>A policy in which a role usually has rules.</summary>
    public Policy Draw(Role role)
    {
        if (dice.Chance(20))
            return NaturalPolicy.Copy();
        var policy = new Policy
        {
            Id = "random",
            DefaultSensitivity = dice.Pick(Universe.Defaults),
            Emergency = dice.Chance(15) ? null : new EmergencyRules { Sensitivities = { dice.Some(Universe.Labels, 50) }, DenialsHold = dice.Chance(30) },
            Proxies = dice.Chance(15) ? null : new ProxyRules { GuardianNarrowsAt = dice.Pick(Universe.Ages), GuardianEndsAt = dice.Pick(Universe.Ages) },
            Curiosity = dice.Chance(40) ? null : new CuriosityRules { OwnChart = dice.Pick(Universe.CuriosityRules), Colleague = dice.Pick(Universe.CuriosityRules), WellKnown = dice.Pick(Universe.CuriosityRules) },
            Consent = dice.Chance(50) ? null : new ConsentRules { UndeniableRoles = { dice.Some([role, Role.Nurse], 20) } },
        };
        policy.Emergency?.Roles.AddRange(dice.Some([role, Role.Nurse], 60));
        if (dice.Chance(95))
            policy.Roles.Add(Rules(role));
        // Somebody else's rules must not matter, wherever they stand.
        var other = dice.Pick(Universe.Roles);
        if (other != role)
            policy.Roles.Insert(dice.Below(policy.Roles.Count + 1), Rules(other));
        return policy;
    }

    private RoleRules Rules(Role role) => new()
    {
        Role = role,
        Actions = { dice.Some(Universe.Actions, 90) },
        Reads = { dice.Some(Universe.Kinds, 80) },
        Writes = { dice.Some(Universe.Kinds, 70) },
        Details = { dice.Some(Universe.Details, 50) },
        Sensitivities = { dice.Some(Universe.Labels, 55) },
        Purpose = dice.Pick(Universe.NamedPurposes),
        Relations = { dice.Chance(25) ? [] : dice.Some(Universe.Relations, dice.Chance(50) ? 75 : 25) },
        OnlyDeceased = dice.Chance(role == Role.MedicalExaminer ? 60 : 4),
    };
}
