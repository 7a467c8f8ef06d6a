using MedRecords.ReferenceModel.Rules;
using MedRecords.V1;

namespace MedRecords.ReferenceModel;

/// <summary>
/// The access rules, one sentence after another, as literally as C# allows and with no eye to speed. It shares no
/// code with the rules that the service runs: what both say can only be what the text says.
/// </summary>
public static class Reference
{
    /// <summary>What has to be decided.</summary>
    /// <param name="c">The case.</param>
    /// <param name="tally">Counts which sentences decided, if given.</param>
    public static Expectation Decide(Case c, Tally? tally = null)
    {
        var rules = Asking.Rules(c);
        if (IsBarred(c, rules, tally) || rules is null)
            return Denied(c);
        var footings = Footings.Of(c, rules, tally);
        if ((footings.Count == 0).Decides(Branch.NoRelation, tally))
            return Denied(c);
        var denials = Directives.Denials(c, rules, tally);
        var permitting = Undenied(c, footings, denials, tally);
        if ((permitting.Count == 0).Decides(Branch.ChartDenied, tally))
            return Denied(c);
        if (IsPassedOn(c.Action, permitting).Decides(Branch.LentIsNotPassedOn, tally))
            return Denied(c);
        var curiosity = Consequences.Curiosity(c, tally);
        if ((curiosity == CuriosityRule.Deny).Decides(Branch.CuriosityDenied, tally))
            return Denied(c);

        tally?.Count(Branch.Permitted);
        var views = new Views(c, rules, footings, denials, Directives.Permissions(c, rules, tally), tally);
        return new Expectation(
            true, [.. c.Entries.Select(views.IsShown)], Consequences.Masked(rules), Consequences.Obligations(c, permitting, curiosity, tally));
    }

    /// <summary>Sentences 1 and 2, and the end of 3: what no relation makes up for.</summary>
    private static bool IsBarred(Case c, RoleRules? rules, Tally? tally) =>
        (!c.Enabled).Decides(Branch.AccountDisabled, tally)
        || (!c.SessionHolds).Decides(Branch.SessionEnded, tally)
        || c.PasswordChangePending.Decides(Branch.PasswordChangePending, tally)
        || (rules is null).Decides(Branch.RoleWithoutRules, tally)
        || (!rules!.Actions.Contains(c.Action)).Decides(Branch.ActionNotPermitted, tally)
        || rules.Actions.All(action => action is AccessAction.Administer or AccessAction.Verify).Decides(Branch.NothingToDoWithCharts, tally)
        || (rules.OnlyDeceased && !c.Deceased).Decides(Branch.NotDeceased, tally);

    /// <summary>Sentence 6: the relations that no denial of the whole chart counts against.</summary>
    private static List<Footing> Undenied(Case c, List<Footing> footings, List<ConsentDirective> denials, Tally? tally)
    {
        if (!denials.Any(Directives.IsOfWholeChart))
            return footings;
        List<Footing> left = [.. footings.Where(footing => !Views.IsDeniable(footing, c))];
        (left.Count > 0).Decides(Branch.EmergencyThroughDenial, tally);
        return left;
    }

    /// <summary>Sentence 10: what was lent for a time changes nobody's standing.</summary>
    private static bool IsPassedOn(AccessAction action, List<Footing> permitting) =>
        action is AccessAction.Share or AccessAction.Grant or AccessAction.Consent
        && permitting.All(footing => footing.Relation is Relation.Grant or Relation.Emergency);

    private static Expectation Denied(Case c) => new(false, new bool[c.Entries.Count], Consequences.Masked(null), []);
}
