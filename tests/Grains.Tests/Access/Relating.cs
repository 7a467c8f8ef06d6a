using MedRecords.Grains.Access;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Access;

public sealed class Relating
{
    private static readonly ChartRelations Chart = new() { Id = ChartId.ToString(), Exists = true, Sites = [new ChartSite(Here, string.Empty)] };

    [Fact]
    public void A_grant_opens_what_it_names_from_its_first_moment_until_just_before_its_last()
    {
        var chart = Chart with { Grants = [new Grant { Id = "g", Account = "account", Kinds = { EntryKind.Note }, Validity = Between(Noon, Noon.AddMinutes(30)) }] };
        var stranger = Account((Role.Physician, Elsewhere));

        Assert.Equal(ErrorReason.NotFound, AccessRules.Decide(Ask(stranger, AccessAction.Read, Noon.AddTicks(-1)), chart, string.Empty).Refusal!.Reason);
        var verdict = AccessRules.Decide(Ask(stranger, AccessAction.Read, Noon), chart, string.Empty);
        Assert.Equal(Relation.Grant, verdict.Relation);
        Assert.True(verdict.Sight!.Sees(EntryKind.Note, 1));
        Assert.False(verdict.Sight.Sees(EntryKind.Allergy, 1));
        Assert.Equal(ErrorReason.NotFound, AccessRules.Decide(Ask(stranger, AccessAction.Read, Noon.AddMinutes(30)), chart, string.Empty).Refusal!.Reason);
    }

    [Fact]
    public void A_denial_beats_every_permission_and_looks_like_nothing_there()
    {
        var chart = Chart with
        {
            Team = [new CareTeamMember { Account = "account" }],
            Consents =
            [
                new Directive(new ConsentDirective { Id = "1", Effect = ConsentEffect.Permit, Account = "account", Labels = { Sensitivity.Hiv } }),
                new Directive(new ConsentDirective { Id = "2", Effect = ConsentEffect.Deny, Role = Role.Nurse }),
            ],
        };
        Assert.Equal(AccessRules.NotFound, AccessRules.Decide(Ask(Account((Role.Nurse, Here)), AccessAction.Read), chart, string.Empty).Refusal);
        Assert.Null(AccessRules.Decide(Ask(Account((Role.Physician, Here)), AccessAction.Read), chart, string.Empty).Refusal);
    }

    [Fact]
    public void A_permission_clears_the_labels_that_it_names()
    {
        var nurse = Account((Role.Nurse, Here));
        var hiv = RoleRights.Labels([Sensitivity.Hiv]);
        Assert.False(AccessRules.Decide(Ask(nurse, AccessAction.Read), Chart, string.Empty).Sight!.Sees(EntryKind.Note, hiv));
        var chart = Chart with { Consents = [new Directive(new ConsentDirective { Effect = ConsentEffect.Permit, Account = "account", Labels = { Sensitivity.Hiv } })] };
        Assert.True(AccessRules.Decide(Ask(nurse, AccessAction.Read), chart, string.Empty).Sight!.Sees(EntryKind.Note, hiv));
    }

    [Theory]
    [InlineData(ConsentEffect.Permit)]
    [InlineData(ConsentEffect.Unspecified, Sensitivity.Hiv)]
    public void A_directive_that_names_no_label_or_has_no_effect_clears_nothing(ConsentEffect effect, params Sensitivity[] labels)
    {
        var chart = Chart with { Consents = [new Directive(new ConsentDirective { Effect = effect, Anyone = true, Labels = { labels } })] };
        Assert.False(AccessRules.Decide(Ask(Account((Role.Nurse, Here)), AccessAction.Read), chart, string.Empty).Sight!.Sees(EntryKind.Note, RoleRights.Labels([Sensitivity.Hiv])));
    }

    [Fact]
    public void A_denial_of_a_label_hides_entries_that_have_it_and_no_others()
    {
        var chart = Chart with { Consents = [new Directive(new ConsentDirective { Effect = ConsentEffect.Deny, Anyone = true, Labels = { Sensitivity.Normal } })] };
        var sight = AccessRules.Decide(Ask(Account((Role.Physician, Here)), AccessAction.Read), chart, string.Empty).Sight!;
        // Without a label an entry has the institution's default, which is normal.
        Assert.False(sight.Sees(EntryKind.Note, 1));
        Assert.True(sight.Sees(EntryKind.Note, RoleRights.Labels([Sensitivity.Hiv])));
    }

    [Fact]
    public void An_emergency_opens_a_chart_that_is_closed_for_its_time_and_has_it_reported()
    {
        var chart = Chart with
        {
            Emergencies = [Emergency(Noon, Noon.AddMinutes(30))],
            Consents = [new Directive(new ConsentDirective { Effect = ConsentEffect.Deny, Anyone = true })],
        };
        var stranger = Account((Role.Nurse, Elsewhere));
        var verdict = AccessRules.Decide(Ask(stranger, AccessAction.Read), chart, string.Empty);
        Assert.Equal(Relation.Emergency, verdict.Relation);
        Assert.Equal([Obligation.NotifyPrivacyOfficer, Obligation.NotifyPatient], verdict.Obligations);
        Assert.Equal(ErrorReason.NotFound, AccessRules.Decide(Ask(stranger, AccessAction.Read, Noon.AddMinutes(30)), chart, string.Empty).Refusal!.Reason);
    }

    [Theory]
    [InlineData(AccessAction.Share)]
    [InlineData(AccessAction.Grant)]
    public void What_was_lent_is_not_passed_on(AccessAction action)
    {
        var lent = new[]
        {
            Chart with { Grants = [new Grant { Id = "g", Account = "account" }] },
            Chart with { Emergencies = [Emergency(Noon, Noon.AddMinutes(30), Role.Physician)] },
        };
        foreach (var chart in lent)
        {
            var stranger = Account((Role.Physician, Elsewhere));
            Assert.Null(AccessRules.Decide(Ask(stranger, AccessAction.Read), chart, string.Empty).Refusal);
            Assert.Equal(ErrorReason.NotPermitted, AccessRules.Decide(Ask(stranger, action), chart, string.Empty).Refusal!.Reason);
            Assert.Null(AccessRules.Decide(Ask(Account((Role.Physician, Here)), action), chart, string.Empty).Refusal);
        }
    }

    [Theory]
    [InlineData("2014-05-05", true, true)]
    [InlineData("2014-05-04", true, false)]
    [InlineData("2008-05-05", true, false)]
    [InlineData("2008-05-04", false, false)]
    [InlineData("", true, false)]
    [InlineData("2014", true, true)]
    [InlineData("9999-12", true, true)]
    public void A_guardian_sees_less_of_an_adolescent_and_nothing_of_an_adult(string born, bool sees, bool seesAll)
    {
        var chart = Chart with
        {
            BirthDate = born,
            Proxies = [new Proxy { Id = "p", Account = "account", Kind = ProxyKind.Guardian, Confirmed = true, Labels = { Sensitivity.SexualHealth } }],
        };
        var verdict = AccessRules.Decide(Ask(Account(), AccessAction.Read), chart, string.Empty);
        Assert.Equal(sees, verdict.Sight?.Sees(EntryKind.Note, 1) == true);
        Assert.Equal(seesAll, verdict.Sight?.Sees(EntryKind.Note, RoleRights.Labels([Sensitivity.SexualHealth])) == true);
    }

    [Fact]
    public void A_proxy_who_has_not_confirmed_is_none() => Assert.Equal(
        AccessRules.NotFound,
        AccessRules.Decide(Ask(Account(), AccessAction.Read), Chart with { Proxies = [new Proxy { Id = "p", Account = "account", Kind = ProxyKind.Family }] }, string.Empty).Refusal);

    [Fact]
    public void What_leaves_the_institution_is_accounted_for()
    {
        var chart = Chart with { Grants = [new Grant { Id = "g", Site = Elsewhere, Kind = GrantKind.OtherInstitution }] };
        var account = AccountOf(string.Empty, [new Assignment { Role = Role.Physician, Site = Elsewhere, Institution = "Another" }]);
        Assert.Equal([Obligation.AccountForDisclosure], AccessRules.Decide(Ask(account, AccessAction.Read), chart, string.Empty).Obligations);
    }

    [Fact]
    public void Staff_who_look_at_their_own_chart_are_reported() =>
        Assert.Contains(Obligation.NotifyPrivacyOfficer, AccessRules.DecideAs(Ask(AccountOf(Chart.Id, (Role.Nurse, Here)), AccessAction.Read), Chart, new Hat(Role.Nurse, Here, string.Empty)).Obligations);

    [Fact]
    public void A_medical_examiner_has_charts_of_the_dead_only()
    {
        var examiner = Account((Role.MedicalExaminer, Elsewhere));
        Assert.Equal(AccessRules.NotFound, AccessRules.Decide(Ask(examiner, AccessAction.Read), Chart, string.Empty).Refusal);
        Assert.Equal(Relation.Function, AccessRules.Decide(Ask(examiner, AccessAction.Read), Chart with { HasDied = true }, string.Empty).Relation);
    }

    private static EmergencyAccess Emergency(DateTimeOffset from, DateTimeOffset until, Role role = Role.Nurse) => new()
    {
        Id = "e",
        Account = "account",
        Role = role,
        Site = Elsewhere,
        BeganAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(from),
        Until = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(until),
    };

    private static Validity Between(DateTimeOffset from, DateTimeOffset until) => new()
    {
        From = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(from),
        Until = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(until),
    };
}
