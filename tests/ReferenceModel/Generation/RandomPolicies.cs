using MedRecords.V1;

namespace MedRecords.ReferenceModel.Generation;

/// <summary>Policies that no institution would have: every field is drawn by itself.</summary>
internal static class RandomPolicies
{
    /// <summary>A policy.</summary>
    public static Policy Draw(Dice dice)
    {
        var policy = new Policy
        {
            Id = "random",
            DefaultSensitivity = dice.Chance(50) ? Sensitivity.Unspecified : dice.Pick<Sensitivity>(World.Labels),
            Emergency = dice.Chance(10) ? null : Emergency(dice),
            Proxies = dice.Chance(10) ? null : Proxies(dice),
            Curiosity = dice.Chance(30) ? null : Curiosity(dice),
        };
        foreach (var role in dice.Some<Role>(World.Roles, 95))
            policy.Roles.Add(Role(dice, role));
        return policy;
    }

    /// <summary>Ages that change what guardians see, around those of the patients drawn.</summary>
    public static ProxyRules Proxies(Dice dice) => new()
    {
        GuardianNarrowsAt = dice.Pick<int>([0, 0, 12, 13]),
        GuardianEndsAt = dice.Pick<int>([0, 0, 18, 19]),
    };

    /// <summary>Any combination of rules about curiosity.</summary>
    public static CuriosityRules Curiosity(Dice dice) => new() { OwnChart = Rule(dice), Colleague = Rule(dice), WellKnown = Rule(dice) };

    private static CuriosityRule Rule(Dice dice) =>
        dice.Pick<CuriosityRule>([CuriosityRule.Unspecified, CuriosityRule.Allow, CuriosityRule.Notify, CuriosityRule.Notify, CuriosityRule.Deny]);

    private static EmergencyRules Emergency(Dice dice) => new()
    {
        Roles = { dice.Some<Role>(World.Roles, 60) },
        Minutes = 60,
        Sensitivities = { dice.Some<Sensitivity>(World.Labels, 40) },
        DenialsHold = dice.Chance(30),
    };

    private static RoleRules Role(Dice dice, Role role) => new()
    {
        Role = role,
        Actions = { role == V1.Role.Administrator ? [AccessAction.Administer, AccessAction.Verify] : dice.Some<AccessAction>(World.Actions, 80) },
        Reads = { dice.Some<EntryKind>(World.Kinds, 80) },
        Writes = { dice.Some<EntryKind>(World.Kinds, 50) },
        Details = { dice.Some<ConfidentialDetail>(World.Details, 50) },
        Sensitivities = { dice.Some<Sensitivity>(World.Labels, 50) },
        Purpose = dice.Pick<Purpose>(World.Purposes),
        Relations = { dice.Chance(30) ? [] : dice.Some<Relation>(World.Relations, 50) },
        OnlyDeceased = dice.Chance(15),
    };
}
