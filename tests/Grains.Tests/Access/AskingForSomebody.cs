using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Access;

public sealed class AskingForSomebody
{
    private static readonly ChartRelations Chart = new() { Id = ChartId.ToString(), Exists = true, Sites = [new ChartSite(Here, string.Empty)] };

    [Fact]
    public void Is_judged_by_the_person_within_what_the_application_may()
    {
        var verdict = Decide(AccessAction.Read, Account((Role.Physician, Here)), Here);
        Assert.Equal(new Hat(Role.Physician, Here, string.Empty), verdict.Hat);
        Assert.True(verdict.Rights!.IsCleared(ConfidentialDetail.FullName));
        Assert.False(verdict.Rights.IsCleared(ConfidentialDetail.SocialSecurityNumber));
        Assert.Equal(AccessRules.NotFound, Decide(AccessAction.Read, Account((Role.Physician, Elsewhere)), Here).Refusal);
    }

    [Fact]
    public void Is_not_permitted_what_the_application_may_not() =>
        Assert.Equal(ErrorReason.NotPermitted, Decide(AccessAction.Grant, Account((Role.Physician, Here)), Here).Refusal!.Reason);

    [Fact]
    public void Finds_nothing_where_the_application_is_not_at_the_persons_site() =>
        Assert.Equal(AccessRules.NotFound, Decide(AccessAction.Read, Account((Role.Physician, Here)), Elsewhere).Refusal);

    [Fact]
    public void Shows_no_label_that_the_application_may_not_see_whoever_clears_it()
    {
        var hiv = RoleRights.Labels([Sensitivity.Hiv]);
        var chart = Chart with
        {
            Consents = [new Directive(new ConsentDirective { Effect = ConsentEffect.Permit, Anyone = true, Labels = { Sensitivity.Hiv } })],
        };
        var nurse = Account((Role.Nurse, Here));
        Assert.True(AccessRules.Decide(Ask(nurse, AccessAction.Read), chart, string.Empty).Sight!.Sees(EntryKind.Note, hiv));
        Assert.False(AccessRules.Decide(For(nurse, AccessAction.Read, Here), chart, string.Empty).Sight!.Sees(EntryKind.Note, hiv));
    }

    [Fact]
    public void Needs_a_person_with_an_account_in_use() =>
        Assert.Equal(ErrorReason.NotPermitted, Decide(AccessAction.Read, AccountState.Empty, Here).Refusal!.Reason);

    private static Verdict Decide(AccessAction action, AccountState person, string at) => AccessRules.Decide(For(person, action, at), Chart, string.Empty);

    private static AccessQuestion For(AccountState person, AccessAction action, string at) => Ask(person, action) with { Application = Account((Role.Application, at)) };
}
