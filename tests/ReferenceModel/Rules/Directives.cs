using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>Whom the patient's directives are about, and what they deny and permit: sentence 5.</summary>
internal static class Directives
{
    /// <summary>Denials that match.</summary>
    public static List<ConsentDirective> Denials(Case c, RoleRules rules, Tally? tally) => Matching(c, rules, ConsentEffect.Deny, tally);

    /// <summary>Permissions that match.</summary>
    public static List<ConsentDirective> Permissions(Case c, RoleRules rules, Tally? tally) => Matching(c, rules, ConsentEffect.Permit, tally);

    /// <summary>Whether a denial is of everything.</summary>
    public static bool IsOfWholeChart(ConsentDirective denial) => denial.Kinds.Count == 0 && denial.Labels.Count == 0;

    /// <summary>Whether a denial names an entry, whose labels are given with the default in place of none.</summary>
    public static bool Hits(ConsentDirective denial, EntryKind kind, IReadOnlyList<Sensitivity> labels) =>
        (denial.Kinds.Count == 0 || denial.Kinds.Contains(kind)) && (denial.Labels.Count == 0 || labels.Any(denial.Labels.Contains));

    /// <summary>Whether a permission clears a label on an entry of a kind. One that names no label clears none.</summary>
    public static bool Clears(ConsentDirective permission, EntryKind kind, Sensitivity label) =>
        permission.Labels.Contains(label) && (permission.Kinds.Count == 0 || permission.Kinds.Contains(kind));

    private static List<ConsentDirective> Matching(Case c, RoleRules rules, ConsentEffect effect, Tally? tally) =>
        [.. c.Consents.Where(directive => directive.Effect == effect && IsAbout(c, rules, directive, tally))];

    private static bool IsAbout(Case c, RoleRules rules, ConsentDirective directive, Tally? tally)
    {
        var purpose = c.Purpose == Purpose.Unspecified ? rules.Purpose : c.Purpose;
        if ((c.Role == Role.Patient).Decides(Branch.DirectiveNotAboutPatient, tally))
            return false;
        if ((!Moments.Covers(directive.Validity, c.Time, tally)).Decides(Branch.DirectiveNotInForce, tally))
            return false;
        if ((directive.Purposes.Count > 0 && !directive.Purposes.Contains(purpose)).Decides(Branch.DirectiveForOtherPurposes, tally))
            return false;
        if (directive.ExceptRoles.Contains(c.Role).Decides(Branch.DirectiveExceptsRole, tally))
            return false;
        return Names(c, directive, tally) || !true.Decides(Branch.DirectiveForOthers, tally);
    }

    private static bool Names(Case c, ConsentDirective directive, Tally? tally) => directive.GranteeCase switch
    {
        ConsentDirective.GranteeOneofCase.Anyone => directive.Anyone.Decides(Branch.DirectiveForAnyone, tally),
        ConsentDirective.GranteeOneofCase.Account => (directive.Account == c.Account).Decides(Branch.DirectiveForAccount, tally),
        ConsentDirective.GranteeOneofCase.Role => (directive.Role == c.Role).Decides(Branch.DirectiveForRole, tally),
        ConsentDirective.GranteeOneofCase.Site => (Hat.HasSite(c) && directive.Site == c.Site).Decides(Branch.DirectiveForSite, tally),
        ConsentDirective.GranteeOneofCase.Institution => (Hat.HasSite(c) && directive.Institution == c.Institution).Decides(Branch.DirectiveForInstitution, tally),
        _ => false,
    };
}
