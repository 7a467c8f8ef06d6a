using MedRecords.V1;
using static MedRecords.V1.AccessAction;

namespace MedRecords.Simulation.Checks;

/// <summary>An account as its durable events add up.</summary>
internal sealed record ModelAccount
{
    /// <summary>Whether it may be used.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Roles held.</summary>
    public List<Assignment> Assignments { get; set; } = [];

    /// <summary>How many times it was given rights.</summary>
    public int Grants { get; set; }

    /// <summary>Whether it has no rights at all.</summary>
    public bool HoldsNothing => !Enabled || (Assignments.Count == 0 && OwnChart.Length == 0);

    /// <summary>Sessions in force.</summary>
    public HashSet<string> Sessions { get; } = [];

    /// <summary>The own chart; empty where it is no patient's.</summary>
    public string OwnChart { get; set; } = string.Empty;
}

/// <summary>Who may do what, written down a second time and in another form than the product's.</summary>
internal static class ModelRules
{
    private static readonly Dictionary<Role, AccessAction[]> Actions = new()
    {
        [Role.Physician] = [Open, Read, List, AccessAction.History, Append, Amend, Retract, Search, Watch, Share, Verify],
        [Role.Nurse] = [Open, Read, List, AccessAction.History, Append, Amend, Retract, Search, Watch],
        [Role.RecordsOffice] = [Open, Read, List, AccessAction.History, Append, Amend, Retract, Import, Export, Search, Watch, Audit, Share, Verify],
        [Role.Patient] = [Read, List, AccessAction.History, Append, Export, Watch, Audit, Verify],
        [Role.Administrator] = [Administer, Verify],
    };

    private static readonly AccessAction[] Writing = [Append, Amend, Retract, Import];

    /// <summary>Whether someone may do something with a chart that exists or, where it does not, may open it.</summary>
    public static Role? Decide(ModelAccount account, string session, ModelChart chart, string chartId, AccessAction action, string site)
    {
        if (!Admits(account, session))
            return null;
        if (chart.Version == 0)
            return action is Open or Import && account.Assignments.Find(a => a.Site == site && May(a.Role, action)) is { } opener ? opener.Role : null;
        if (action == Open)
            return account.Assignments.Find(a => a.Site == site && May(a.Role, Open))?.Role;
        if (account.OwnChart == chartId && site.Length == 0)
            return May(Role.Patient, action) ? Role.Patient : null;
        var fitting = account.Assignments.FindAll(a => chart.Sites.Contains(a.Site) && (site.Length == 0 || a.Site == site) && May(a.Role, action));
        if (fitting.Count == 0 || (Writing.Contains(action) && fitting.Select(a => a.Site).Distinct().Count() > 1))
            return null;
        return fitting[0].Role;
    }

    /// <summary>Whether someone may do what concerns no one chart.</summary>
    public static bool DecideAnywhere(ModelAccount account, string session, AccessAction action) =>
        Admits(account, session) && (account.Assignments.Exists(a => May(a.Role, action)) || (account.OwnChart.Length > 0 && May(Role.Patient, action)));

    /// <summary>Whether an account may be used with a session.</summary>
    public static bool Admits(ModelAccount account, string session) => account.Enabled && (session.Length == 0 || account.Sessions.Contains(session));

    /// <summary>Whether a role is shown a revision.</summary>
    public static bool Shows(Role role, ModelRevision revision)
    {
        var hidden = role switch
        {
            Role.Physician => Bit(Sensitivity.VeryRestricted) | Bit(Sensitivity.Psychotherapy),
            Role.Nurse => ~(1u | Bit(Sensitivity.Normal) | Bit(Sensitivity.Restricted)),
            Role.Patient => Bit(Sensitivity.Psychotherapy),
            _ => 0u,
        };
        return (revision.Labels & hidden) == 0;
    }

    /// <summary>Whether a role is shown social security numbers.</summary>
    public static bool ShowsNumber(Role role) => role is Role.RecordsOffice or Role.Patient;

    private static bool May(Role role, AccessAction action) => Actions.TryGetValue(role, out var actions) && actions.Contains(action);

    private static uint Bit(Sensitivity label) => 1u << (int)label;
}
