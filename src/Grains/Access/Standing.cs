using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>In which relations somebody stands to a chart, and what each of them shows.</summary>
internal static class Standing
{
    private static readonly Relation[] _all = [.. Enum.GetValues<Relation>().Where(relation => relation != Relation.Unspecified).Order()];

    /// <summary>The relations that hold and suffice for the role, each with what it shows before any directive.</summary>
    public static List<(Relation Relation, Sight.View View)> Of(AccessQuestion question, ChartRelations chart, Hat hat, RoleRights rights)
    {
        var standing = new List<(Relation, Sight.View)>(1);
        if (rights.OnlyDeceased && !chart.HasDied)
            return standing;
        var own = Sight.View.Of(rights);
        foreach (var relation in _all)
        {
            if (relation == Relation.Emergency ? !question.Policy.Emergency.Roles.Contains(hat.Role) : !rights.Takes(relation))
                continue;
            switch (relation)
            {
                case Relation.Grant when chart.Grants.Length > 0:
                    standing.AddRange(Granted(question, chart, hat, own).Select(view => (relation, view)));
                    break;
                case Relation.Proxy when hat.Role == Role.Proxy:
                    standing.AddRange(Represented(question, chart, own).Select(view => (relation, view)));
                    break;
                case Relation.Emergency when HasEmergency(question, chart, hat):
                    standing.Add((relation, own with { Cleared = own.Cleared | question.Policy.EmergencyLabels }));
                    break;
                case not (Relation.Grant or Relation.Proxy or Relation.Emergency) when Holds(relation, question, chart, hat):
                    standing.Add((relation, own));
                    break;
            }
        }

        return standing;
    }

    /// <summary>Whether the caller has an emergency access in force, in this capacity.</summary>
    public static bool HasEmergency(AccessQuestion question, ChartRelations chart, Hat hat)
    {
        foreach (var access in chart.Emergencies)
        {
            if (access.Account == question.Who && access.Role == hat.Role && access.Site == hat.Site
                && access.BeganAt.ToDateTimeOffset() <= question.At && question.At < access.Until.ToDateTimeOffset())
                return true;
        }

        return false;
    }

    private static bool Holds(Relation relation, AccessQuestion question, ChartRelations chart, Hat hat) => relation switch
    {
        Relation.CareTeam => chart.Team.Any(member => member.Account == question.Who && Term.Of(member.Validity).Covers(question.At)),
        Relation.OpenEncounter => hat.IsStaff && chart.OpenEncounters.ContainsValue(hat.Site),
        Relation.TreatingSite => hat.IsStaff && chart.IsTreatedAt(hat.Site),
        Relation.Patient => hat.Role == Role.Patient && question.Account.ChartId == chart.Id,
        Relation.Function => hat.IsStaff && chart.IsKeptBy(hat.Institution),
        _ => false,
    };

    private static IEnumerable<Sight.View> Granted(AccessQuestion question, ChartRelations chart, Hat hat, Sight.View own)
    {
        foreach (var grant in chart.Grants)
        {
            var isTo = grant.ToCase == Grant.ToOneofCase.Account ? grant.Account == question.Who : hat.IsStaff && grant.Site == hat.Site;
            if (isTo && Term.Of(grant.Validity).Covers(question.At))
                yield return own with { Kinds = own.Kinds & KindsOf(grant.Kinds) };
        }
    }

    private static IEnumerable<Sight.View> Represented(AccessQuestion question, ChartRelations chart, Sight.View own)
    {
        foreach (var proxy in chart.Proxies)
        {
            if (proxy.Account != question.Who || !proxy.Confirmed || !Term.Of(proxy.Validity).Covers(question.At))
                continue;
            var (ends, narrows) = proxy.Kind == ProxyKind.Guardian ? Guardianship(question, chart) : (false, false);
            if (!ends)
            {
                yield return own with
                {
                    Kinds = own.Kinds & KindsOf(proxy.Kinds),
                    Cleared = own.Cleared | RoleRights.Bits(proxy.Labels),
                    Within = narrows ? own.Within & (1u << (int)Sensitivity.Normal) : own.Within,
                };
            }
        }
    }

    /// <summary>Whether a guardian's view of the patient has ended, or narrowed, with age. An age that is not known narrows it.</summary>
    private static (bool Ends, bool Narrows) Guardianship(AccessQuestion question, ChartRelations chart)
    {
        var rules = question.Policy.Proxies;
        if (rules.GuardianEndsAt == 0 && rules.GuardianNarrowsAt == 0)
            return (false, false);
        return Age.Of(chart.BirthDate, question.At) is { } age
            ? (rules.GuardianEndsAt > 0 && age >= rules.GuardianEndsAt, rules.GuardianNarrowsAt > 0 && age >= rules.GuardianNarrowsAt)
            : (false, true);
    }

    private static uint KindsOf(IReadOnlyCollection<EntryKind> kinds) => kinds.Count == 0 ? uint.MaxValue : RoleRights.Bits(kinds);
}
