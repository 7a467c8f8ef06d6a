using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Policy;
using MedRecords.ReferenceModel;
using MedRecords.V1;
using RealSite = MedRecords.Grains.Access.ChartSite;

namespace MedRecords.Comparison;

/// <summary>Asks the rules that the service runs what they make of a case.</summary>
internal static class RealRules
{
    private static readonly ConfidentialDetail[] _details = [.. Enum.GetValues<ConfidentialDetail>().Where(detail => detail != ConfidentialDetail.Unspecified)];

    /// <summary>What they decide.</summary>
    public static Expectation Decide(Case c)
    {
        var caller = new Caller(c.Account, RealAccounts.Session, c.Purpose, string.Empty, string.Empty);
        var account = RealAccounts.Of(c);
        var question = new AccessQuestion(caller, account, new PolicyRules(c.Policy), c.Action, c.Time);
        // The sign-in of the case is then the application's.
        if (c.Application is { } role)
            question = question with { Application = RealAccounts.With(account, role, c.Site) };
        if (AccessRules.Admit(question) is not null)
            return Denied(c);
        var verdict = AccessRules.DecideAs(question, RelationsOf(c), new Hat(c.Role, c.Site, c.Institution));
        if (verdict is not { Refusal: null, Rights: { } rights, Sight: { } sight })
            return Denied(c);
        return new Expectation(
            true,
            [.. c.Entries.Select(entry => sight.Sees(entry.Kind, RoleRights.Labels(entry.Labels)))],
            [.. _details.Where(detail => !rights.IsCleared(detail))],
            verdict.Obligations);
    }

    private static ChartRelations RelationsOf(Case c)
    {
        var relations = new ChartRelations
        {
            Id = c.Chart,
            Exists = true,
            Sites = [.. c.Sites.Select(site => new RealSite(site.Site, site.Institution))],
            Team = [.. c.Team],
            Grants = [.. c.Grants],
            Proxies = [.. c.Proxies],
            Consents = [.. c.Consents.Select(directive => new Directive(directive))],
            Emergencies = [.. c.Emergencies],
            Protection = c.Protection,
        };
        return LearnEncounters(relations.Learn(Patient(c), 1, string.Empty), c);
    }

    /// <summary>Each encounter begins, and some end: the chart knows them as it does from its entries.</summary>
    private static ChartRelations LearnEncounters(ChartRelations relations, Case c)
    {
        for (var i = 0; i < c.Encounters.Count; i++)
        {
            var (entry, stay) = (i + 2, c.Encounters[i]);
            relations = relations.Learn(new EntryContent { Status = "in-progress", EncounterDetail = new Encounter() }, entry, stay.Site);
            if (stay.Ended)
                relations = relations.Learn(new EntryContent { Status = "finished", EncounterDetail = new Encounter() }, entry, stay.Site);
        }

        return relations;
    }

    private static EntryContent Patient(Case c)
    {
        var who = new Demographics { BirthDate = c.BirthDate };
        if (c.Deceased)
            who.Deceased = "true";
        return new EntryContent { Demographics = who };
    }

    private static Expectation Denied(Case c) => new(false, new bool[c.Entries.Count], [], []);
}
