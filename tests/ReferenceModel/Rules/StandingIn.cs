using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>How far somebody reaches who stands in for the patient: the part of sentence 3 about proxies.</summary>
internal static class StandingIn
{
    /// <summary>The footing of a proxy in force; null for a guardian whose view has ended.</summary>
    public static Footing? As(Proxy proxy, Case c, Tally? tally)
    {
        var whole = new Footing(Relation.Proxy, proxy.Kinds, proxy.Labels);
        if (proxy.Kind != ProxyKind.Guardian)
        {
            tally?.Count(Branch.Proxy);
            return whole;
        }

        var (narrowsAt, endsAt) = (c.Policy.Proxies?.GuardianNarrowsAt ?? 0, c.Policy.Proxies?.GuardianEndsAt ?? 0);
        var age = Age.InYears(c.BirthDate, c.Time);
        if ((endsAt != 0 && age >= endsAt).Decides(Branch.GuardianEnded, tally))
            return null;
        var isNarrow = (narrowsAt != 0 && age >= narrowsAt).Decides(Branch.GuardianNarrowed, tally)
            || (age is null && (narrowsAt != 0 || endsAt != 0)).Decides(Branch.GuardianOfUnknownAge, tally);
        (!isNarrow).Decides(Branch.Guardian, tally);
        return whole with { NormalOnly = isNarrow };
    }
}
