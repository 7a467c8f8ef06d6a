using MedRecords.Grains.Access;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>
/// Says why somebody would be permitted something or not. It asks the rules themselves, so that what it says is what
/// they do.
/// </summary>
internal static class Explainer
{
    /// <summary>One explanation for each capacity in which the account could ask.</summary>
    /// <param name="question">What they would ask.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="entry">An entry that they would see; 0 for the chart.</param>
    public static IReadOnlyList<Explanation> Explain(AccessQuestion question, ChartState chart, long entry) =>
        [.. Hat.Of(question.Account, question.Who, chart.Relations, string.Empty).Select(hat => Explain(question, chart, entry, hat))];

    private static Explanation Explain(AccessQuestion question, ChartState chart, long entry, Hat hat)
    {
        var explanation = new Explanation { Role = hat.Role, Site = hat.Site };
        void Step(bool holds, string says) => explanation.Steps.Add(new RuleStep { Holds = holds, Says = says });

        Step(question.Account is { Exists: true, Enabled: true }, "The account may be used.");
        if (question.Policy.RightsOf(hat.Role) is not { } rights)
        {
            Step(false, "The policy has rules for the role.");
            return explanation;
        }

        Step(rights.May(question.Action), "The role's rules permit the action.");
        if (rights.OnlyDeceased)
            Step(chart.Relations.HasDied, "The patient has died, as the role needs.");
        var standing = Standing.Of(question, chart.Relations, hat, rights);
        Step(standing.Count > 0, standing.Count > 0
            ? $"A relation to the chart holds: {string.Join(", ", standing.Select(one => WordsOf(one.Relation)).Distinct())}."
            : "A relation to the chart holds that suffices for the role.");
        var purpose = AccessRules.PurposeOf(question.Caller, rights);
        foreach (var directive in chart.Relations.Consents.Where(directive => directive.Matches(question.Who, hat, purpose, question.At)))
            Step(!directive.Denies, $"A directive of the patient {(directive.Denies ? "denies" : "permits")} {(directive.IsWhole ? "the whole chart" : "some of it")} (id {directive.Stored.Id}).");
        if (Curiosity.IsDenied(question, chart.Relations, hat))
            Step(false, "The policy lets staff look at a chart like this one: their own, a colleague's or a well-known person's.");

        var verdict = AccessRules.DecideAs(question, chart.Relations, hat);
        explanation.Permitted = verdict.Refusal is null && question.Account is { Exists: true, Enabled: true, MustChangePassword: false };
        explanation.Relation = verdict.Relation;
        if (explanation.Permitted && entry > 0)
        {
            var record = chart.Index[chart.Index.LatestOf(entry)];
            explanation.Permitted = verdict.Sight!.Sees((EntryKind)record.Kind, record.Labels);
            Step(explanation.Permitted, "The entry's kind and all of its labels are within what is cleared.");
        }

        if (!explanation.Permitted)
            return explanation;
        explanation.Masked.Add(Enum.GetValues<ConfidentialDetail>().Where(detail => detail != ConfidentialDetail.Unspecified && !rights.IsCleared(detail)));
        explanation.Obligations.Add(verdict.Obligations);
        return explanation;
    }

    private static string WordsOf(Relation relation) => relation switch
    {
        Relation.CareTeam => "member of the care team",
        Relation.OpenEncounter => "at work where an encounter is open",
        Relation.TreatingSite => "at work at a treating site",
        Relation.Grant => "a grant in force",
        Relation.Patient => "the patient",
        Relation.Proxy => "a proxy in force",
        Relation.Function => "a function for the institution",
        _ => "an emergency access in force",
    };
}
