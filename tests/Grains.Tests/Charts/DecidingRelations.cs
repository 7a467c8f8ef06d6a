using MedRecords.Grains.Access;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Charts;

public sealed class DecidingRelations
{
    private static readonly Hat Nurse = new(Role.Nurse, Here, string.Empty);

    [Fact]
    public void A_proxy_confirms_with_the_birth_date_and_a_wrong_one_is_counted()
    {
        var chart = Then(Opened, Decide(Opened, new InviteProxy("i", new Proxy { Account = "relative", Kind = ProxyKind.Family })));
        var id = Assert.Single(chart.Relations.Proxies).Id;

        var wrong = Decide(chart, new ConfirmProxy("w", id, "1980-01-02"), "w");
        Assert.Equal(ErrorReason.InvalidRequest, RelationDecisions.RefusalAfter(wrong.Events)!.Reason);
        chart = Then(chart, wrong);
        Assert.Equal((false, 1), (chart.Relations.Proxies[0].Confirmed, chart.Relations.Proxies[0].Mistakes));

        chart = Then(chart, Decide(chart, new ConfirmProxy("r", id, "1980-01-01"), "r"));
        Assert.True(chart.Relations.Proxies[0].Confirmed);
    }

    [Fact]
    public void A_denial_spares_the_roles_that_must_see_it_by_law()
    {
        var chart = Then(Opened, Decide(Opened, new SetConsent("c", new ConsentDirective { Effect = ConsentEffect.Deny, Anyone = true })));
        Assert.Contains(Role.Auditor, Assert.Single(chart.Relations.Consents).Stored.ExceptRoles);
        Assert.Equal(ErrorReason.InvalidRequest, Decide(Opened, new SetConsent("c", new ConsentDirective { Effect = ConsentEffect.Deny, Role = Role.Auditor })).Refusal!.Reason);
    }

    [Theory]
    [MemberData(nameof(Contradictory))]
    public void A_directive_that_says_nothing_is_refused(ConsentDirective directive) =>
        Assert.Equal(ErrorReason.InvalidRequest, Decide(Opened, new SetConsent("c", directive)).Refusal!.Reason);

    public static TheoryData<ConsentDirective> Contradictory() =>
    [
        new ConsentDirective { Effect = ConsentEffect.Deny },
        new ConsentDirective { Effect = ConsentEffect.Deny, Anyone = false },
        new ConsentDirective { Effect = ConsentEffect.Permit, Role = Role.Nurse },
        new ConsentDirective { Effect = ConsentEffect.Deny, Role = Role.Patient },
    ];

    [Fact]
    public void An_emergency_needs_a_reason_lasts_as_the_policy_says_and_is_renewed_in_place()
    {
        Assert.Equal(ErrorReason.InvalidRequest, Decide(Opened, new StartEmergency("e", Here, " ")).Refusal!.Reason);
        var chart = Then(Opened, Decide(Opened, new StartEmergency("e", Here, "Unconscious.")));
        var begun = Assert.Single(chart.Relations.Emergencies);
        Assert.Equal(TimeSpan.FromMinutes(60), begun.Until.ToDateTimeOffset() - begun.BeganAt.ToDateTimeOffset());

        var later = Noon.AddMinutes(30);
        chart = Then(chart, Decide(chart, new StartEmergency("f", Here, "Still unconscious."), "f", later));
        var renewed = Assert.Single(chart.Relations.Emergencies);
        Assert.Equal((begun.Id, later.AddMinutes(60)), (renewed.Id, renewed.Until.ToDateTimeOffset()));

        chart = Then(chart, Decide(chart, new EndEmergency("g", begun.Id), "g", later));
        Assert.Equal(later, chart.Relations.Emergencies[0].Until.ToDateTimeOffset());
    }

    [Theory]
    [MemberData(nameof(MoreThanTheySee))]
    public void Nobody_opens_to_others_more_than_they_see(Role by, RelationChange change) =>
        Assert.Equal(ErrorReason.NotPermitted, Decide(Opened, change, by: by).Refusal!.Reason);

    public static TheoryData<Role, RelationChange> MoreThanTheySee() => new()
    {
        { Role.PrivacyOfficer, new GiveGrant("g", new Grant { Account = "other", Kind = GrantKind.Referral, Kinds = { EntryKind.Note } }) },
        { Role.PrivacyOfficer, new SetTeamMember("t", new CareTeamMember { Account = "other" }) },
        { Role.PrivacyOfficer, new InviteProxy("p", new Proxy { Account = "other", Kind = ProxyKind.Family }) },
        { Role.Nurse, new GiveGrant("g", new Grant { Account = "other", Kind = GrantKind.Referral }) },
        { Role.Physician, new InviteProxy("p", new Proxy { Account = "other", Kind = ProxyKind.Family, Labels = { Sensitivity.Psychotherapy } }) },
    };

    [Fact]
    public void Nobody_is_refused_an_emergency_because_there_were_many()
    {
        var chart = Opened;
        for (var i = 0; i <= RelationDecisions.MaxOfASort; i++)
            chart = Then(chart, Decide(chart, new StartEmergency($"{i}", Here, "Unconscious."), $"{i}", Noon.AddHours(2 * i)));
        Assert.Equal(RelationDecisions.MaxOfASort, chart.Relations.Emergencies.Length);
        Assert.Equal(Noon.AddHours(2 * RelationDecisions.MaxOfASort), chart.Relations.Emergencies[^1].BeganAt.ToDateTimeOffset());
    }

    [Fact]
    public void What_is_given_can_be_ended_and_what_is_not_there_cannot()
    {
        var chart = Then(Opened, Decide(Opened, new GiveGrant("g", new Grant { Account = "other", Kind = GrantKind.Referral })));
        var id = Assert.Single(chart.Relations.Grants).Id;
        Assert.Empty(Then(chart, Decide(chart, new EndRelation("x", id), "x")).Relations.Grants);
        Assert.Equal(AccessRules.NotFound, Decide(Opened, new EndRelation("x", id), "x").Refusal);
    }

    [Fact]
    public void Relations_and_open_encounters_survive_in_a_snapshot()
    {
        var chart = Then(Opened, Decide(Opened, new GiveGrant("g", new Grant { Account = "other", Kind = GrantKind.Referral })));
        chart = Then(chart, Decide(chart, new SetConsent("c", new ConsentDirective { Effect = ConsentEffect.Deny, Role = Role.Coder }), "c"));
        chart = Then(chart, Decide(chart, new StartEmergency("e", Here, "Unconscious."), "e"));
        var encounter = new EntryContent { Status = "in-progress", EncounterDetail = new Encounter() };
        chart = Then(chart, ChartDecisions.Append(chart, new AppendEntries("a", Here, null, [encounter]), New("a"), By(Role.Physician)));
        Assert.Equal(Here, Assert.Single(chart.Relations.OpenEncounters).Value);

        var opened = ChartSnapshots.Open(ChartSnapshots.Seal(chart), ChartId, chart.At.Key!)!.Relations;

        Assert.Equal(chart.Relations.Grants.AsEnumerable(), opened.Grants);
        Assert.Equal(chart.Relations.Consents.Select(one => one.Stored), opened.Consents.Select(one => one.Stored));
        Assert.Equal(chart.Relations.Emergencies.AsEnumerable(), opened.Emergencies);
        Assert.Equal(chart.Relations.OpenEncounters.AsEnumerable(), opened.OpenEncounters);
        Assert.Equal((chart.BirthDate, chart.Relations.HasDied), (opened.BirthDate, opened.HasDied));
    }

    private static Decision Decide(ChartState chart, RelationChange change, string operation = "1", DateTimeOffset? at = null, Role by = Role.Physician) =>
        RelationDecisions.Decide(chart, change, Situation.Policy.InForce(Noon), New(operation), By(by, at), Nurse);
}
