using MedRecords.Grains.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Policy;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>What the rules decide on; all of it immutable, none of it read while deciding.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Account">The caller's account.</param>
/// <param name="Policy">The policy in force then.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="At">When.</param>
public sealed record AccessQuestion(Caller Caller, AccountState Account, PolicyRules Policy, AccessAction Action, DateTimeOffset At)
{
    /// <summary>The process that decides, for the record: no rule depends on it.</summary>
    public string System { get; init; } = string.Empty;
}

/// <summary>
/// Who may do what, as pure functions, closed by default: the role's rules permit it, a relation to the chart holds, and
/// nothing denies it. What a caller may not see does not exist for them.
/// </summary>
/// <remarks>
/// A denial of the patient beats every permission, and yields to an emergency access alone, where the policy lets it.
/// Written out in words in docs/access.md; held against a model written from those words by <c>./battery S1</c>.
/// </remarks>
public static class AccessRules
{
    private static readonly Refusal NotSignedIn = new(ErrorReason.NotSignedIn, "The session has ended, or the account is disabled. Sign in again.");
    private static readonly Refusal PasswordChangeNeeded = new(ErrorReason.PasswordChangeNeeded, "The password must be changed first. Call ChangePassword.");
    private static readonly Refusal NotPermitted = new(ErrorReason.NotPermitted, "Your role does not allow this. Ask someone whose role does.");
    private static readonly Refusal SiteNeeded = new(ErrorReason.InvalidRequest, "You hold a role at several sites that treat the patient. Name the site in 'site'.");

    /// <summary>The answer for a chart that is not there, or not there for this caller.</summary>
    public static Refusal NotFound { get; } = new(ErrorReason.NotFound, "There is no such chart or entry, or none that you may see. Check the id.");

    /// <summary>Decides whether the caller may do this with a chart, in any capacity at <paramref name="site"/> (empty for anywhere).</summary>
    public static Verdict Decide(AccessQuestion question, ChartRelations chart, string site)
    {
        if (Admit(question) is { } refusal)
            return Deny(question, refusal);
        Verdict? best = null;
        var related = false;
        foreach (var hat in Hat.Of(question.Account, question.Caller.Account, chart, site))
        {
            var verdict = DecideAs(question, chart, hat);
            related |= verdict.Refusal == NotPermitted;
            if (verdict.Refusal is not null)
                continue;
            if (best is not null && best.Hat.Site != hat.Site && Writes(question.Action) && best.Hat.IsStaff && hat.IsStaff)
                return Deny(question, SiteNeeded);
            // Of several capacities at hand the own chart comes first, then the role that is cleared for most.
            if (best is null || (best.Hat.IsStaff && verdict.Rights!.ClearedForAll))
                best = verdict;
        }

        return best ?? Deny(question, related ? NotPermitted : NotFound);
    }

    /// <summary>Decides for one capacity alone; whether the account is admitted at all is not asked again.</summary>
    public static Verdict DecideAs(AccessQuestion question, ChartRelations chart, Hat hat)
    {
        if (!chart.Exists || question.Policy.RightsOf(hat.Role) is not { MeetsCharts: true } rights)
            return Deny(hat, NotFound);
        var standing = Standing.Of(question, chart, hat, rights);
        var permits = Array.Empty<Directive>();
        var denials = Array.Empty<Directive>();
        if (chart.Consents.Length > 0)
        {
            var purpose = PurposeOf(question.Caller, rights);
            var matching = chart.Consents.Where(directive => directive.Matches(question.Caller.Account, hat, purpose, question.At)).ToLookup(directive => directive.Denies);
            (permits, denials) = ([.. matching[false]], [.. matching[true]]);
        }

        var views = new List<Sight.View>(standing.Count);
        var relation = Relation.Unspecified;
        var ownRight = false;
        foreach (var (held, view) in standing)
        {
            var counting = held == Relation.Emergency && !question.Policy.Emergency.DenialsHold ? [] : denials;
            if (counting.Any(static denial => denial.IsWhole))
                continue;
            views.Add(view.Under(permits, counting));
            ownRight |= held is not (Relation.Grant or Relation.Emergency);
            if (relation == Relation.Unspecified)
                relation = held;
        }

        if (views.Count == 0 || Curiosity.IsDenied(question, chart, hat))
            return Deny(hat, NotFound);
        if (!rights.May(question.Action))
            return Deny(hat, NotPermitted);
        // What was lent for a time is not passed on: it would outlast its end.
        if (!ownRight && PassesOn(question.Action))
            return Deny(hat, NotPermitted);
        return new Verdict(rights, hat, null)
        {
            Relation = relation,
            Sight = new Sight(rights, question.Policy.DefaultLabel, [.. views]),
            Obligations = Obligations.Of(question, chart, hat, relation),
        };
    }

    /// <summary>Decides whether the caller may open a chart at a site.</summary>
    public static Verdict DecideOpen(AccessQuestion question, string site) =>
        DecideInARole(question, assignment => assignment.Site == site);

    /// <summary>Decides whether the caller may do something that concerns no one chart, e.g. administer or search.</summary>
    public static Verdict DecideAnywhere(AccessQuestion question)
    {
        var verdict = DecideInARole(question, static _ => true);
        if (verdict.Refusal != NotPermitted || question.Account.ChartId.Length == 0)
            return verdict;
        return question.Policy.RightsOf(Role.Patient) is { } rights && rights.May(question.Action)
            ? new Verdict(rights, Hat.Patient, null) { Sight = Sight.Of(rights, question.Policy.DefaultLabel) }
            : verdict;
    }

    /// <summary>Decides whether the caller may begin an emergency access to a chart, in a role at a site (empty for any).</summary>
    public static Verdict DecideEmergency(AccessQuestion question, ChartRelations chart, string site)
    {
        var verdict = DecideInARole(question, assignment => (site.Length == 0 || assignment.Site == site) && question.Policy.Emergency.Roles.Contains(assignment.Role), AccessAction.Read);
        // Whoever may not is told the same whether there is such a chart or not.
        if (verdict.Refusal is not null)
            return verdict;
        // Told of where it begins: what it shows beyond other relations may be shown by those from then on.
        return chart.Exists ? verdict with { Relation = Relation.Emergency, Obligations = [Obligation.NotifyPrivacyOfficer, Obligation.NotifyPatient] } : Deny(question, NotFound);
    }

    /// <summary>Decides whether the caller may do something with the own account, in which no role is needed.</summary>
    public static Refusal? DecideOwn(AccessQuestion question) =>
        question.Account.Admits(question.Caller.Session, question.At) ? null : NotSignedIn;

    /// <summary>What an access is for: what the caller says, or what the role is for.</summary>
    public static Purpose PurposeOf(Caller caller, RoleRights? rights) =>
        caller.Purpose != Purpose.Unspecified ? caller.Purpose : rights?.Purpose ?? Purpose.Unspecified;

    /// <summary>Why the account may do nothing at all; null where it may ask.</summary>
    public static Refusal? Admit(AccessQuestion question)
    {
        if (!question.Account.Admits(question.Caller.Session, question.At))
            return NotSignedIn;
        return question.Account.MustChangePassword ? PasswordChangeNeeded : null;
    }

    private static Verdict DecideInARole(AccessQuestion question, Func<Assignment, bool> fits, AccessAction? action = null)
    {
        if (Admit(question) is { } refusal)
            return Deny(question, refusal);
        foreach (var assignment in question.Account.Assignments)
        {
            if (fits(assignment) && question.Policy.RightsOf(assignment.Role) is { } rights && rights.May(action ?? question.Action))
            {
                return new Verdict(rights, new Hat(assignment.Role, assignment.Site, assignment.Institution), null)
                {
                    Sight = Sight.Of(rights, question.Policy.DefaultLabel),
                };
            }
        }

        return Deny(question, NotPermitted);
    }

    private static bool PassesOn(AccessAction action) => action is AccessAction.Share or AccessAction.Grant or AccessAction.Consent;

    private static bool Writes(AccessAction action) =>
        action is AccessAction.Append or AccessAction.Amend or AccessAction.Retract or AccessAction.Import;

    private static Verdict Deny(AccessQuestion question, Refusal refusal)
    {
        var first = question.Account.Assignments.Count > 0 ? question.Account.Assignments[0] : null;
        return Deny(new Hat(first?.Role ?? Role.Unspecified, first?.Site ?? string.Empty, first?.Institution ?? string.Empty), refusal);
    }

    private static Verdict Deny(Hat hat, Refusal refusal) => new(null, hat, refusal);
}
