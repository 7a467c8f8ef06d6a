using MedRecords.V1;

namespace MedRecords.ReferenceModel.Drawing;

/// <summary>What random charts hold: those related to them, directives and entries.</summary>
/// <param name="dice">Chance.</param>
/// <param name="times">Times of the case.</param>
internal sealed class Charts(Dice dice, Times times)
{
    // One in so many texts that name a site names none: a hat without a site must not match it.
    private const int PercentWithoutSite = 4;

    public List<CareTeamMember> Team() =>
        dice.Several(2, () => new CareTeamMember { Account = Account(), Validity = times.Validity() });

    public List<Grant> Grants() => dice.Several(3, () =>
    {
        var grant = new Grant { Kind = GrantKind.Referral, Kinds = { Kinds() }, Validity = times.Validity() };
        switch (dice.Below(20))
        {
            case 0:
                break;
            case < 10:
                grant.Account = Account();
                break;
            default:
                grant.Site = Site();
                break;
        }

        return grant;
    });

    public List<Proxy> Proxies() => dice.Several(3, () => new Proxy
    {
        Account = Account(),
        Kind = dice.Pick(Universe.ProxyKinds),
        Kinds = { Kinds() },
        Labels = { dice.Some(Universe.Labels, 40) },
        Validity = times.Validity(),
        Confirmed = dice.Chance(90),
    });

    public List<EmergencyAccess> Emergencies(Role role) => dice.Several(2, () => new EmergencyAccess
    {
        Account = Account(),
        Role = dice.Chance(80) ? role : Role.Nurse,
        Site = Site(),
        BeganAt = times.Early(),
        Until = times.Late(),
    });

    public List<ConsentDirective> Consents() => dice.Several(3, Consent);

    public List<EntryHeader> Entries() =>
        [.. Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => new EntryHeader(dice.Pick(Universe.Kinds), [.. dice.Some(Universe.Labels, 30)]))];

    public ChartProtection Protection() => new() { WellKnown = dice.Chance(15), StaffSites = { dice.Some(Universe.Sites, 15) } };

    private ConsentDirective Consent()
    {
        var directive = new ConsentDirective
        {
            Effect = dice.Chance(50) ? ConsentEffect.Permit : ConsentEffect.Deny,
            ExceptRoles = { dice.Some(Universe.Roles, 5) },
            Kinds = { Kinds() },
            Labels = { dice.Chance(40) ? [] : dice.Some(Universe.Labels, 50) },
            Purposes = { dice.Chance(60) ? [] : dice.Some(Universe.NamedPurposes, 50) },
            Validity = times.Validity(),
        };
        switch (dice.Below(11))
        {
            case 0:
                break;
            case 1 or 2:
                directive.Anyone = dice.Chance(90);
                break;
            case 3 or 4:
                directive.Account = Account();
                break;
            case 5 or 6:
                directive.Role = dice.Pick(Universe.Roles);
                break;
            case 7 or 8:
                directive.Site = Site();
                break;
            default:
                directive.Institution = dice.Pick(Universe.Institutions);
                break;
        }

        return directive;
    }

    private IEnumerable<EntryKind> Kinds() => dice.Chance(50) ? [] : dice.Some(Universe.Kinds, 60);

    private string Account() => dice.Pick(Universe.Accounts);

    private string Site() => dice.Chance(PercentWithoutSite) ? string.Empty : dice.Pick(Universe.Sites);
}
