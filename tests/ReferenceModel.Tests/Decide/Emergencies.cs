using MedRecords.V1;
using static MedRecords.ReferenceModel.Tests.Situation;

namespace MedRecords.ReferenceModel.Tests.Decide;

/// <summary>Sentences 3 and 6 on emergency accesses, and what several relations show together.</summary>
public sealed class Emergencies
{
    private static readonly Case _denied = InEmergency with { Consents = [Deny(d => d.Anyone = true)] };

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(TimeSpan.TicksPerHour - 1, true)]
    [InlineData(TimeSpan.TicksPerHour, false)]
    public void Last_from_their_first_moment_until_just_before_their_last(long ticks, bool permitted) =>
        Assert.Equal(permitted, (InEmergency with { Time = Noon.AddTicks(ticks) }).IsPermitted());

    [Fact]
    public void Are_for_the_roles_that_the_policy_names() => Assert.False(InEmergency.Under(policy => policy.Emergency.Roles.Clear()).IsPermitted());

    [Fact]
    public void Are_not_for_roles_that_only_list_the_relation() => Assert.False((InEmergency with { Policy = PolicyOf(Role.Nurse, Relation.Emergency) }).IsPermitted());

    [Theory]
    [InlineData(AccessAction.Share)]
    [InlineData(AccessAction.Grant)]
    [InlineData(AccessAction.Consent)]
    public void Are_not_passed_on(AccessAction action)
    {
        var emergency = (InEmergency with { Action = action }).Under(policy => policy.Roles[0].Actions.Add(action));

        Assert.False(emergency.IsPermitted());
        Assert.True((emergency with { Sites = [new ChartSite(Elsewhere, "")] }).IsPermitted());
    }

    [Fact]
    public void Are_for_one_account_role_and_site()
    {
        Assert.False((InEmergency with { Account = "account-2" }).IsPermitted());
        Assert.False((InEmergency with { Site = "site-3" }).IsPermitted());
        Assert.False((InEmergency with { Role = Role.Physician }).Under(policy => (policy.Roles[0].Role, policy.Emergency.Roles[0]) = (Role.Physician, Role.Physician)).IsPermitted());
    }

    [Fact]
    public void Go_through_denials() => Assert.Equal([true, false], _denied.Shown());

    [Fact]
    public void Do_not_go_through_denials_that_hold() => Assert.False(_denied.Under(policy => policy.Emergency.DenialsHold = true).IsPermitted());

    [Fact]
    public void Show_what_is_denied_to_the_treating_site_beside_what_is_not()
    {
        var both = InEmergency with { Sites = [new ChartSite(Elsewhere, "")], Consents = [Deny(d => d.Anyone = true)] };
        both.Consents[0].Labels.Add(Sensitivity.Normal);

        Assert.True(both.Shown()[0]);
        Assert.False((both with { Emergencies = [] }).Shown()[0]);
    }
}
