using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>What is left out, what follows, and where curiosity is not allowed: sentences 7 and 8.</summary>
internal static class Consequences
{
    private static readonly ConfidentialDetail[] _details = [.. Enum.GetValues<ConfidentialDetail>().Where(detail => detail != ConfidentialDetail.Unspecified).Order()];

    /// <summary>The confidential details that a role is not cleared for; all where it has no rules.</summary>
    public static IReadOnlyList<ConfidentialDetail> Masked(RoleRules? rules) =>
        rules is null ? _details : [.. _details.Where(detail => !rules.Details.Contains(detail))];

    /// <summary>The strictest of the curiosity rules that apply.</summary>
    public static CuriosityRule Curiosity(Case c, Tally? tally)
    {
        if (!Hat.HasSite(c) || c.Policy.Curiosity is not { } rules)
            return CuriosityRule.Allow;
        if (Footings.IsInEmergency(c, tally).Decides(Branch.CuriosityInEmergency, tally))
            return CuriosityRule.Allow;
        var strictest = CuriosityRule.Allow;
        if ((c.OwnChart == c.Chart).Decides(Branch.CuriousAboutOwn, tally))
            strictest = Stricter(strictest, rules.OwnChart);
        if (c.Protection.StaffSites.Contains(c.Site).Decides(Branch.CuriousAboutColleague, tally))
            strictest = Stricter(strictest, rules.Colleague);
        if (c.Protection.WellKnown.Decides(Branch.CuriousAboutWellKnown, tally))
            strictest = Stricter(strictest, rules.WellKnown);
        return strictest;
    }

    /// <summary>What follows from an access that some relations permit.</summary>
    public static IReadOnlyList<Obligation> Obligations(Case c, List<Footing> permitting, CuriosityRule curiosity, Tally? tally)
    {
        var obligations = new SortedSet<Obligation>();
        if (permitting.All(footing => footing.Relation == Relation.Emergency).Decides(Branch.ByEmergencyOnly, tally))
            obligations.UnionWith([Obligation.NotifyPrivacyOfficer, Obligation.NotifyPatient]);
        else
            permitting.Any(footing => footing.Relation == Relation.Emergency).Decides(Branch.NotByEmergencyOnly, tally);
        if ((Hat.HasSite(c) && c.Sites.All(site => site.Institution != c.Institution)).Decides(Branch.Disclosure, tally))
            obligations.Add(Obligation.AccountForDisclosure);
        if ((curiosity == CuriosityRule.Notify).Decides(Branch.CuriosityNotifies, tally))
            obligations.Add(Obligation.NotifyPrivacyOfficer);
        return [.. obligations];
    }

    // Their numbers go from lax to strict.
    private static CuriosityRule Stricter(CuriosityRule one, CuriosityRule other) => one > other ? one : other;
}
