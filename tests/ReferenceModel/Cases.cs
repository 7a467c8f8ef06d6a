using MedRecords.ReferenceModel.Generation;
using MedRecords.V1;

namespace MedRecords.ReferenceModel;

/// <summary>Cases by chance, out of a world so small that they touch every sentence of the rules often.</summary>
public static class Cases
{
    /// <summary>The case of a seed, the same each time.</summary>
    public static Case Random(long seed)
    {
        var dice = new Dice((ulong)seed);
        var time = Times.Moment(dice);
        var ties = new Ties(dice, time);
        var role = dice.Chance(40) ? dice.Pick<Role>([Role.Physician, Role.Nurse]) : dice.Pick<Role>(World.Roles);
        var at = role is Role.Patient or Role.Proxy ? new ChartSite("", "") : dice.Pick<ChartSite>(World.Sites);
        var account = dice.Pick<string>(World.Accounts);
        var emergencies = dice.UpTo(1, ties.Emergency);
        if (dice.Chance(20) && at.Site.Length > 0)
            emergencies.Add(ties.Emergency(account, role, at.Site));
        var proxies = dice.UpTo(1, ties.Proxy);
        if (role == Role.Proxy && dice.Chance(80))
            proxies.Add(ties.Proxy(account));
        return new Case
        {
            Account = account,
            Enabled = dice.Chance(98),
            SessionHolds = dice.Chance(98),
            PasswordChangePending = dice.Chance(2),
            OwnChart = dice.Pick<string>(["", World.Chart, "chart-2"]),
            Role = role,
            Site = at.Site,
            Institution = at.Institution,
            Application = dice.Chance(15) ? dice.Pick<Role>([Role.Application, Role.Application, Role.Nurse]) : null,
            Purpose = dice.Chance(40) ? Purpose.Unspecified : dice.Pick<Purpose>(World.Purposes),
            Time = time,
            Action = dice.Chance(70) ? dice.Pick<AccessAction>([AccessAction.Read, AccessAction.List]) : dice.Pick<AccessAction>(World.Actions),
            Chart = World.Chart,
            Sites = dice.Some<ChartSite>(World.Sites, 45),
            Encounters = dice.UpTo(2, ties.Stay),
            Team = dice.UpTo(2, ties.Member),
            Grants = dice.UpTo(2, ties.Grant),
            Proxies = proxies,
            Consents = dice.UpTo(4, () => Directives.Draw(dice, time)),
            Emergencies = emergencies,
            Protection = new ChartProtection { WellKnown = dice.Chance(15), StaffSites = { dice.Some<string>([.. World.Sites.Select(site => site.Site)], 15) } },
            BirthDate = Times.BirthDate(dice, time),
            Deceased = dice.Chance(30),
            Entries = [Entry(dice), Entry(dice)],
            Policy = dice.Chance(50) ? NaturalPolicies.Draw(dice) : RandomPolicies.Draw(dice),
        };
    }

    private static EntryHeader Entry(Dice dice) => new(dice.Pick<EntryKind>(World.Kinds), dice.Some<Sensitivity>(World.Labels, 25));
}
