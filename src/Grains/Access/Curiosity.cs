using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>
/// Staff who look at their own chart, at a colleague's, or at that of somebody well known: the policy allows it, has it
/// reported, or denies it. Who has an emergency access in force is not asked.
/// </summary>
internal static class Curiosity
{
    /// <summary>Whether it is denied.</summary>
    public static bool IsDenied(AccessQuestion question, ChartRelations chart, Hat hat) => RuleOf(question, chart, hat) == CuriosityRule.Deny;

    /// <summary>Whether the privacy officer is told.</summary>
    public static bool IsReported(AccessQuestion question, ChartRelations chart, Hat hat) => RuleOf(question, chart, hat) == CuriosityRule.Notify;

    /// <summary>The strictest of the rules that apply.</summary>
    private static CuriosityRule RuleOf(AccessQuestion question, ChartRelations chart, Hat hat)
    {
        if (!hat.IsStaff)
            return CuriosityRule.Allow;
        var rules = question.Policy.Curiosity;
        var strictest = CuriosityRule.Allow;
        if (question.Account.ChartId.Length > 0 && question.Account.ChartId == chart.Id)
            strictest = Stricter(strictest, rules.OwnChart);
        if (chart.Protection.StaffSites.Contains(hat.Site))
            strictest = Stricter(strictest, rules.Colleague);
        if (chart.Protection.WellKnown)
            strictest = Stricter(strictest, rules.WellKnown);
        return strictest > CuriosityRule.Allow && Standing.HasEmergency(question, chart, hat) ? CuriosityRule.Allow : strictest;
    }

    private static CuriosityRule Stricter(CuriosityRule one, CuriosityRule other) => one > other ? one : other;
}
