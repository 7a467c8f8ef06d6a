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
public sealed record AccessQuestion(Caller Caller, AccountState Account, PolicyRules Policy, AccessAction Action, DateTimeOffset At);

/// <summary>What the rules need to know of a chart.</summary>
/// <param name="Id">The chart's id.</param>
/// <param name="Exists">Whether there is one.</param>
/// <param name="Sites">Sites that treat the patient.</param>
public sealed record ChartRelations(string Id, bool Exists, IReadOnlyList<string> Sites);

/// <summary>What the rules decided.</summary>
/// <param name="Rights">The rights that permit it; null where denied.</param>
/// <param name="Site">The site at which the role is held; empty for the patient.</param>
/// <param name="Refusal">Why it was denied; null where permitted.</param>
public sealed record Verdict(RoleRights? Rights, string Site, Refusal? Refusal);

/// <summary>
/// Who may do what, as pure functions. Closed by default: a caller has a chart as its patient, or by a role
/// at a site that treats the patient, or not at all, and what a caller may not see does not exist for them.
/// </summary>
public static class AccessRules
{
    private static readonly Refusal NotSignedIn = new(ErrorReason.NotSignedIn, "The session has ended, or the account is disabled. Sign in again.");
    private static readonly Refusal PasswordChangeNeeded = new(ErrorReason.PasswordChangeNeeded, "The password must be changed first. Call ChangePassword.");
    private static readonly Refusal NotPermitted = new(ErrorReason.NotPermitted, "Your role does not allow this. Ask someone whose role does.");
    private static readonly Refusal SiteNeeded = new(ErrorReason.InvalidRequest, "You hold a role at several sites that treat the patient. Name the site in 'site'.");

    /// <summary>The answer for a chart that is not there, or not there for this caller.</summary>
    public static Refusal NotFound { get; } = new(ErrorReason.NotFound, "There is no such chart or entry, or none that you may see. Check the id.");

    /// <summary>Decides whether the caller may do this with a chart, in a role at <paramref name="site"/> (empty for any).</summary>
    public static Verdict Decide(AccessQuestion question, ChartRelations chart, string site)
    {
        if (Admit(question) is { } refusal)
            return Deny(question, refusal);
        if (!chart.Exists)
            return Deny(question, NotFound);
        if (question.Account.ChartId == chart.Id && site.Length == 0)
            return DecideFor(question, Role.Patient);

        RoleRights? permitting = null;
        var permittingSite = string.Empty;
        var related = false;
        foreach (var assignment in question.Account.Assignments)
        {
            if (!chart.Sites.Contains(assignment.Site) || question.Policy.RightsOf(assignment.Role) is not { MeetsCharts: true } rights)
                continue;
            related = true;
            if ((site.Length > 0 && assignment.Site != site) || !rights.May(question.Action))
                continue;
            if (permitting is not null && permittingSite != assignment.Site && Writes(question.Action))
                return Deny(question, SiteNeeded);
            // Of several roles at hand the one that is cleared for most counts.
            if (permitting is null || rights.ClearedForAll)
                (permitting, permittingSite) = (rights, assignment.Site);
        }

        return permitting is not null
            ? new Verdict(permitting, permittingSite, null)
            : Deny(question, related ? NotPermitted : NotFound);
    }

    /// <summary>Decides whether the caller may open a chart at a site.</summary>
    public static Verdict DecideOpen(AccessQuestion question, string site)
    {
        if (Admit(question) is { } refusal)
            return Deny(question, refusal);
        foreach (var assignment in question.Account.Assignments)
        {
            if (assignment.Site == site && question.Policy.RightsOf(assignment.Role) is { } rights && rights.May(question.Action))
                return new Verdict(rights, site, null);
        }

        return Deny(question, NotPermitted);
    }

    /// <summary>Decides whether the caller may do something that concerns no one chart, e.g. administer or search.</summary>
    public static Verdict DecideAnywhere(AccessQuestion question)
    {
        if (Admit(question) is { } refusal)
            return Deny(question, refusal);
        foreach (var assignment in question.Account.Assignments)
        {
            if (question.Policy.RightsOf(assignment.Role) is { } rights && rights.May(question.Action))
                return new Verdict(rights, assignment.Site, null);
        }

        return question.Account.ChartId.Length > 0 ? DecideFor(question, Role.Patient) : Deny(question, NotPermitted);
    }

    /// <summary>Decides whether the caller may do something with the own account, in which no role is needed.</summary>
    public static Refusal? DecideOwn(AccessQuestion question) =>
        question.Account.Admits(question.Caller.Session, question.At) ? null : NotSignedIn;

    private static Refusal? Admit(AccessQuestion question)
    {
        if (!question.Account.Admits(question.Caller.Session, question.At))
            return NotSignedIn;
        return question.Account.MustChangePassword ? PasswordChangeNeeded : null;
    }

    private static bool Writes(AccessAction action) =>
        action is AccessAction.Append or AccessAction.Amend or AccessAction.Retract or AccessAction.Import;

    private static Verdict DecideFor(AccessQuestion question, Role role) =>
        question.Policy.RightsOf(role) is { } rights && rights.May(question.Action)
            ? new Verdict(rights, string.Empty, null)
            : Deny(question, NotPermitted);

    private static Verdict Deny(AccessQuestion question, Refusal refusal)
    {
        var first = question.Account.Assignments.Count > 0 ? question.Account.Assignments[0] : null;
        return new Verdict(null, first?.Site ?? string.Empty, refusal);
    }
}
