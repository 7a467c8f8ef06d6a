using MedRecords.V1;
using static MedRecords.ReferenceModel.Tests.Situation;

namespace MedRecords.ReferenceModel.Tests.Decide;

/// <summary>Sentences 1, 2 and 7: who is let in at all, to what, and without which details.</summary>
public sealed class Callers
{
    [Fact]
    public void Are_let_in_where_account_session_role_and_relation_hold() => Assert.True(Nurse.IsPermitted());

    [Fact]
    public void Need_an_enabled_account() => Assert.False((Nurse with { Enabled = false }).IsPermitted());

    [Fact]
    public void Need_a_session() => Assert.False((Nurse with { SessionHolds = false }).IsPermitted());

    [Fact]
    public void Are_bound_by_the_application_that_asks_for_them_whoever_clears_a_label()
    {
        var hiv = Nurse with { Consents = [Permit(permission => { permission.Anyone = true; permission.Labels.Add(Sensitivity.Hiv); })] };
        Assert.Equal([true, true], hiv.Shown());
        var asked = (hiv with { Application = Role.Application }).Under(policy => policy.Roles.Add(new RoleRules(policy.Roles[0]) { Role = Role.Application }));
        Assert.Equal([true, false], asked.Shown());
        Assert.False((asked with { Application = Role.Coder }).IsPermitted());
    }

    [Fact]
    public void Change_a_password_first() => Assert.False((Nurse with { PasswordChangePending = true }).IsPermitted());

    [Fact]
    public void Need_rules_for_their_role() => Assert.False((Nurse with { Role = Role.Physician }).IsPermitted());

    [Fact]
    public void Need_rules_that_permit_the_action() => Assert.False((Nurse with { Action = AccessAction.Export }).IsPermitted());

    [Theory]
    [InlineData(false)]
    [InlineData(true, AccessAction.Read)]
    public void Who_administer_and_verify_need_something_else_to_do(bool permitted, params AccessAction[] others)
    {
        var administers = (Nurse with { Action = AccessAction.Administer }).Under(policy =>
        {
            policy.Roles[0].Actions.Clear();
            policy.Roles[0].Actions.Add([AccessAction.Administer, AccessAction.Verify, .. others]);
        });

        Assert.Equal(permitted, administers.IsPermitted());
    }

    [Fact]
    public void See_the_kinds_that_the_role_reads() =>
        Assert.Equal([true, false], (Nurse with { Entries = [PlainNote, new EntryHeader(EntryKind.Claim, [])] }).Shown());

    [Fact]
    public void Are_not_shown_the_details_that_their_rules_do_not_list()
    {
        var masked = Reference.Decide(Nurse).Masked;

        Assert.Equal(10, masked.Count);
        Assert.DoesNotContain(ConfidentialDetail.FullName, masked);
        Assert.DoesNotContain(ConfidentialDetail.BirthDate, masked);
    }
}
