using MedRecords.V1;

namespace MedRecords.ReferenceModel.Generation;

/// <summary>How people stand to the chart.</summary>
/// <param name="dice">Chance.</param>
/// <param name="time">When the case takes place.</param>
internal sealed class Ties(Dice dice, DateTimeOffset time)
{
    /// <summary>A member of the care team.</summary>
    public CareTeamMember Member() => new() { Account = Account(), Validity = Times.Validity(dice, time) };

    /// <summary>An encounter.</summary>
    public Stay Stay() => new(Site(), dice.Chance(50));

    /// <summary>A grant to somebody, or, hardly ever, to nobody.</summary>
    public Grant Grant()
    {
        var grant = new Grant { Kind = GrantKind.Referral, Kinds = { dice.Some<EntryKind>(World.Kinds, 25) }, Validity = Times.Validity(dice, time) };
        if (dice.Chance(50))
            grant.Account = Account();
        else if (dice.Chance(95))
            grant.Site = Site();
        return grant;
    }

    /// <summary>A proxy, whoever it is.</summary>
    public Proxy Proxy() => Proxy(Account());

    /// <summary>A proxy, half of them guardians.</summary>
    public Proxy Proxy(string account) => new()
    {
        Account = account,
        Kind = dice.Pick<ProxyKind>([ProxyKind.Guardian, ProxyKind.Guardian, ProxyKind.Family, ProxyKind.PowerOfAttorney]),
        Kinds = { dice.Some<EntryKind>(World.Kinds, 25) },
        Labels = { dice.Some<Sensitivity>(World.Labels, 30) },
        Validity = Times.Validity(dice, time),
        Confirmed = dice.Chance(85),
    };

    /// <summary>An emergency access of somebody, in some role, somewhere.</summary>
    public EmergencyAccess Emergency() => Emergency(Account(), dice.Pick<Role>(World.Staff), Site());

    /// <summary>An emergency access.</summary>
    public EmergencyAccess Emergency(string account, Role role, string site) => new()
    {
        Account = account,
        Role = role,
        Site = site,
        BeganAt = Times.Edge(dice, time, -1),
        Until = Times.Edge(dice, time, 1),
    };

    private string Account() => dice.Pick<string>(World.Accounts);

    private string Site() => dice.Pick<ChartSite>(World.Sites).Site;
}
