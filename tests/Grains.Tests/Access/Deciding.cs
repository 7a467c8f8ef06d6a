using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Storage.V1;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Access;

public sealed class Deciding
{
    private static readonly ChartRelations Chart = new() { Id = ChartId.ToString(), Exists = true, Sites = [new ChartSite(Here, string.Empty)] };

    [Fact]
    public void A_role_at_a_treating_site_permits_what_its_rules_say() =>
        Assert.Equal(Role.Nurse, AccessRules.Decide(Ask(Account((Role.Nurse, Here)), AccessAction.Append), Chart, string.Empty).Rights!.Role);

    [Fact]
    public void A_role_elsewhere_is_no_relation() =>
        Assert.Equal(ErrorReason.NotFound, Reason(Account((Role.Physician, Elsewhere)), AccessAction.Read));

    [Fact]
    public void A_role_that_does_not_allow_it_is_not_permitted() =>
        Assert.Equal(ErrorReason.NotPermitted, Reason(Account((Role.Nurse, Here)), AccessAction.Export));

    [Theory]
    [InlineData(Role.Administrator)]
    public void Who_administers_meets_no_chart(Role role)
    {
        foreach (var action in Enum.GetValues<AccessAction>().Where(a => a != AccessAction.Unspecified))
            Assert.Equal(ErrorReason.NotFound, Reason(Account((role, Here)), action));
    }

    [Fact]
    public void A_chart_that_is_not_there_and_one_that_is_not_theirs_are_answered_alike()
    {
        var stranger = Account((Role.Physician, Elsewhere));
        foreach (var action in Enum.GetValues<AccessAction>())
        {
            var absent = AccessRules.Decide(Ask(stranger, action), new ChartRelations { Id = "x" }, string.Empty);
            Assert.Equal(absent.Refusal, AccessRules.Decide(Ask(stranger, action), Chart, string.Empty).Refusal);
        }
    }

    [Fact]
    public void Nobody_may_anything_without_a_role()
    {
        foreach (var action in Enum.GetValues<AccessAction>())
            Assert.NotNull(AccessRules.Decide(Ask(Account(), action), Chart, string.Empty).Refusal);
    }

    [Fact]
    public void A_patient_has_the_own_chart_only()
    {
        var patient = AccountOf(Chart.Id);
        Assert.Equal(Role.Patient, AccessRules.Decide(Ask(patient, AccessAction.Read), Chart, string.Empty).Rights!.Role);
        Assert.Equal(ErrorReason.NotFound, AccessRules.Decide(Ask(patient, AccessAction.Read), Chart with { Id = "another" }, string.Empty).Refusal!.Reason);
    }

    [Fact]
    public void A_session_ends_to_the_moment()
    {
        var account = Account((Role.Physician, Here));
        var end = Noon + AccountDecisions.SessionLength;
        Assert.Null(AccessRules.Decide(Ask(account, AccessAction.Read, end.AddTicks(-1)), Chart, string.Empty).Refusal);
        Assert.Equal(ErrorReason.NotSignedIn, AccessRules.Decide(Ask(account, AccessAction.Read, end), Chart, string.Empty).Refusal!.Reason);
    }

    [Fact]
    public void A_session_that_never_began_does_not_hold() =>
        Assert.Equal(ErrorReason.NotSignedIn, AccessRules.Decide(Ask(Account((Role.Physician, Here)), AccessAction.Read, session: "made up"), Chart, string.Empty).Refusal!.Reason);

    [Fact]
    public void A_password_to_be_changed_comes_before_everything()
    {
        var account = new AccountSet
        {
            new AccountEvent { Made = new AccountMade { User = "user" } },
            new AccountEvent { PasswordSet = new PasswordSet { Hash = "x", MustChange = true } },
            new AccountEvent { AssignmentsSet = new AssignmentsSet { Assignments = { new Assignment { Role = Role.Physician, Site = Here } } } },
            AccountDecisions.BeginSession("session", "account", Noon),
        }.State;
        Assert.Equal(ErrorReason.PasswordChangeNeeded, AccessRules.Decide(Ask(account, AccessAction.Read), Chart, string.Empty).Refusal!.Reason);
        Assert.Null(AccessRules.DecideOwn(Ask(account, AccessAction.SignIn)));
    }

    [Fact]
    public void A_writer_with_roles_at_several_treating_sites_must_name_one()
    {
        var both = Account((Role.Physician, Here), (Role.Physician, Elsewhere));
        var chart = Chart with { Sites = [new ChartSite(Here, string.Empty), new ChartSite(Elsewhere, string.Empty)] };
        Assert.Equal(ErrorReason.InvalidRequest, AccessRules.Decide(Ask(both, AccessAction.Append), chart, string.Empty).Refusal!.Reason);
        Assert.Equal(Elsewhere, AccessRules.Decide(Ask(both, AccessAction.Append), chart, Elsewhere).Hat.Site);
        Assert.Null(AccessRules.Decide(Ask(both, AccessAction.Read), chart, string.Empty).Refusal);
    }

    private static ErrorReason Reason(AccountState account, AccessAction action) =>
        AccessRules.Decide(Ask(account, action), Chart, string.Empty).Refusal!.Reason;
}
