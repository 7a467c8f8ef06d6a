using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>Which relations hold: sentence 3.</summary>
internal static class Footings
{
    private static readonly Relation[] _all = [.. Enum.GetValues<Relation>().Where(relation => relation != Relation.Unspecified)];

    /// <summary>Every relation that the role's rules list and that holds.</summary>
    public static List<Footing> Of(Case c, RoleRules rules, Tally? tally)
    {
        var held = new List<Footing>();
        foreach (var relation in _all)
        {
            if (IsListed(relation, c, rules))
                Add(held, relation, c, tally);
        }

        return held;
    }

    /// <summary>Whether an emergency access of the hat is in force, whatever the policy says of it.</summary>
    public static bool IsInEmergency(Case c, Tally? tally) => c.Emergencies.Any(emergency => IsFor(c, emergency, tally));

    private static bool IsListed(Relation relation, Case c, RoleRules rules)
    {
        if (relation == Relation.Emergency)
            return c.Policy.Emergency is { } emergency && emergency.Roles.Contains(c.Role);
        if (rules.Relations.Count > 0)
            return rules.Relations.Contains(relation);
        return relation == c.Role switch { Role.Patient => Relation.Patient, Role.Proxy => Relation.Proxy, _ => Relation.TreatingSite };
    }

    private static void Add(List<Footing> held, Relation relation, Case c, Tally? tally)
    {
        switch (relation)
        {
            case Relation.CareTeam when IsInTeam(c, tally).Decides(Branch.CareTeam, tally):
            case Relation.OpenEncounter when HasEncounter(c).Decides(Branch.OpenEncounter, tally):
            case Relation.TreatingSite when Treats(c).Decides(Branch.TreatingSite, tally):
            case Relation.Patient when (c.Role == Role.Patient && c.OwnChart == c.Chart).Decides(Branch.Patient, tally):
            case Relation.Function when HasFunction(c).Decides(Branch.Function, tally):
                held.Add(new Footing(relation));
                break;
            case Relation.Grant:
                held.AddRange(c.Grants.Where(grant => IsFor(c, grant, tally)).Select(grant => new Footing(relation, grant.Kinds, [])));
                break;
            case Relation.Proxy when c.Role == Role.Proxy:
                held.AddRange(c.Proxies.Where(proxy => proxy.Account == c.Account && proxy.Confirmed && Moments.Covers(proxy.Validity, c.Time, tally))
                    .Select(proxy => StandingIn.As(proxy, c, tally)).OfType<Footing>());
                break;
            case Relation.Emergency when IsInEmergency(c, tally).Decides(Branch.Emergency, tally):
                held.Add(new Footing(relation, [], c.Policy.Emergency.Sensitivities));
                break;
            default:
                break;
        }
    }

    private static bool IsInTeam(Case c, Tally? tally) =>
        c.Team.Any(member => member.Account == c.Account && Moments.Covers(member.Validity, c.Time, tally));

    private static bool HasEncounter(Case c) => Hat.HasSite(c) && c.Encounters.Any(stay => stay.Site == c.Site && !stay.Ended);

    private static bool Treats(Case c) => Hat.HasSite(c) && c.Sites.Any(site => site.Site == c.Site);

    private static bool HasFunction(Case c) => Hat.HasSite(c) && c.Sites.Any(site => site.Institution == c.Institution);

    private static bool IsFor(Case c, Grant grant, Tally? tally) => Moments.Covers(grant.Validity, c.Time, tally) && grant.ToCase switch
    {
        Grant.ToOneofCase.Account => (grant.Account == c.Account).Decides(Branch.GrantToAccount, tally),
        Grant.ToOneofCase.Site => (Hat.HasSite(c) && grant.Site == c.Site).Decides(Branch.GrantToSite, tally),
        _ => false,
    };

    private static bool IsFor(Case c, EmergencyAccess emergency, Tally? tally) =>
        Hat.HasSite(c) && emergency.Account == c.Account && emergency.Role == c.Role && emergency.Site == c.Site && Moments.Covers(emergency, c.Time, tally);
}
