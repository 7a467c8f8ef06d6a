using MedRecords.V1;

namespace MedRecords.ReferenceModel.Generation;

/// <summary>What patients might direct, and what none would.</summary>
internal static class Directives
{
    /// <summary>A directive.</summary>
    public static ConsentDirective Draw(Dice dice, DateTimeOffset time)
    {
        var isPermission = dice.Chance(55);
        var directive = new ConsentDirective
        {
            Effect = dice.Chance(2) ? ConsentEffect.Unspecified : isPermission ? ConsentEffect.Permit : ConsentEffect.Deny,
            Kinds = { dice.Some<EntryKind>(World.Kinds, 25) },
            Labels = { dice.Some<Sensitivity>(World.Labels, isPermission ? 60 : 25) },
            Purposes = { dice.Some<Purpose>(World.Purposes, 20) },
            Validity = Times.Validity(dice, time),
        };
        if (dice.Chance(20))
            directive.ExceptRoles.Add(dice.Some<Role>(World.Roles, 30));
        Name(directive, dice);
        return directive;
    }

    private static void Name(ConsentDirective directive, Dice dice)
    {
        switch (dice.Below(12))
        {
            case 0 or 1:
                directive.Anyone = true;
                break;
            case 2:
                directive.Anyone = false;
                break;
            case 3 or 4:
                directive.Account = dice.Pick<string>(World.Accounts);
                break;
            case 5 or 6:
                directive.Role = dice.Pick<Role>(World.Roles);
                break;
            case 7 or 8:
                directive.Site = dice.Pick<ChartSite>(World.Sites).Site;
                break;
            case 9 or 10:
                directive.Institution = dice.Pick<string>(World.Institutions);
                break;
            default:
                break;
        }
    }
}
