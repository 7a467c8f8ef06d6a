using MedRecords.V1;
using static MedRecords.ReferenceModel.Tests.Situation;

namespace MedRecords.ReferenceModel.Tests.Decide;

/// <summary>Sentence 8: what follows from an access.</summary>
public sealed class Duties
{
    private static readonly Action<Policy> _allNotify = policy => policy.Curiosity =
        new CuriosityRules { OwnChart = CuriosityRule.Notify, Colleague = CuriosityRule.Notify, WellKnown = CuriosityRule.Notify };

    private static readonly Case _wellKnown = Nurse with { Protection = new ChartProtection { WellKnown = true } };

    [Fact]
    public void Are_none_as_a_rule() => Assert.Empty(Obligations(Nurse.Under(_allNotify)));

    [Fact]
    public void Of_an_emergency_are_to_tell_officer_and_patient() =>
        Assert.Equal([Obligation.NotifyPrivacyOfficer, Obligation.NotifyPatient], Obligations(InEmergency));

    [Fact]
    public void Of_an_emergency_are_none_where_another_relation_permits_it_too() =>
        Assert.Empty(Obligations(InEmergency with { Sites = [new ChartSite(Elsewhere, "")] }));

    [Fact]
    public void Of_an_emergency_are_some_where_the_other_relation_is_denied() =>
        Assert.NotEmpty(Obligations(InEmergency with { Sites = [new ChartSite(Elsewhere, "")], Consents = [Deny(d => d.Anyone = true)] }));

    [Fact]
    public void Of_another_institution_are_to_account_for_the_disclosure()
    {
        var guest = Stranger.By(Relation.Grant) with { Institution = "institution-2", Grants = [new Grant { Account = Me }] };

        Assert.Equal([Obligation.AccountForDisclosure], Obligations(guest));
        Assert.Empty(Obligations(guest with { Role = Role.Patient, Policy = PolicyOf(Role.Patient, Relation.Grant) }));
    }

    [Fact]
    public void Of_curiosity_are_to_tell_the_officer()
    {
        foreach (var curious in new[] { Nurse with { OwnChart = "chart-1" }, Nurse with { Protection = new ChartProtection { StaffSites = { Here } } }, _wellKnown })
            Assert.Equal([Obligation.NotifyPrivacyOfficer], Obligations(curious.Under(_allNotify)));
        Assert.Empty(Obligations((Nurse with { Protection = new ChartProtection { StaffSites = { Elsewhere } } }).Under(_allNotify)));
    }

    [Fact]
    public void Of_the_curious_follow_the_strictest_rule_that_applies()
    {
        var strict = (_wellKnown with { OwnChart = "chart-1" }).Under(policy => policy.Curiosity = new CuriosityRules { OwnChart = CuriosityRule.Allow, WellKnown = CuriosityRule.Deny });

        Assert.False(strict.IsPermitted());
        Assert.True((strict with { Protection = new ChartProtection() }).IsPermitted());
    }

    [Fact]
    public void Of_curiosity_do_not_count_in_an_emergency() =>
        Assert.True((InEmergency with { Protection = new ChartProtection { WellKnown = true } }).Under(policy => policy.Curiosity.WellKnown = CuriosityRule.Deny).IsPermitted());

    private static IReadOnlyList<Obligation> Obligations(Case c)
    {
        var decided = Reference.Decide(c);
        Assert.True(decided.Permitted);
        return decided.Obligations;
    }
}
