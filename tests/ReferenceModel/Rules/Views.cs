using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>Which entries are shown: sentences 2, 4, 6 and 11.</summary>
/// <param name="c">The case.</param>
/// <param name="rules">The role's rules.</param>
/// <param name="footings">Relations that hold.</param>
/// <param name="denials">Denials that match.</param>
/// <param name="permissions">Permissions that match.</param>
/// <param name="tally">Counts what decided.</param>
internal sealed class Views(
    Case c, RoleRules rules, List<Footing> footings, List<ConsentDirective> denials, List<ConsentDirective> permissions, Tally? tally)
{
    /// <summary>Denials count against every relation but the emergency, and against that one too where the policy says so.</summary>
    public static bool IsDeniable(Footing footing, Case c) => footing.Relation != Relation.Emergency || c.Policy.Emergency is { DenialsHold: true };

    /// <summary>Whether an entry is shown where the action on the chart is permitted.</summary>
    public bool IsShown(EntryHeader entry)
    {
        if ((!rules.Reads.Contains(entry.Kind)).Decides(Branch.KindNotRead, tally))
            return false;
        (entry.Labels.Count == 0).Decides(Branch.DefaultLabel, tally);
        var labels = entry.Labels.Count > 0 ? entry.Labels : [c.Policy.DefaultSensitivity == Sensitivity.Unspecified ? Sensitivity.Normal : c.Policy.DefaultSensitivity];
        if (Asking.IsBeyond(c, labels).Decides(Branch.BeyondTheApplication, tally))
            return false;
        return footings.Any(footing => Shows(footing, entry.Kind, labels)).Decides(Branch.Shown, tally);
    }

    private bool Shows(Footing footing, EntryKind kind, IReadOnlyList<Sensitivity> labels)
    {
        if ((!footing.Opens(kind)).Decides(Branch.KindNotOpened, tally))
            return false;
        if ((footing.NormalOnly && labels.Any(label => label != Sensitivity.Normal)).Decides(Branch.NotNormalForGuardian, tally))
            return false;
        if (labels.Any(label => !IsCleared(footing, kind, label)))
            return false;
        if (!denials.Any(denial => Directives.Hits(denial, kind, labels)))
            return true;
        return IsDeniable(footing, c) ? !true.Decides(Branch.EntryDenied, tally) : true.Decides(Branch.EmergencyThroughEntryDenial, tally);
    }

    private bool IsCleared(Footing footing, EntryKind kind, Sensitivity label) =>
        rules.Sensitivities.Contains(label).Decides(Branch.ClearedByRole, tally)
        || footing.Clears.Contains(label).Decides(footing.Relation == Relation.Emergency ? Branch.ClearedByEmergency : Branch.ClearedByProxy, tally)
        || permissions.Any(permission => Directives.Clears(permission, kind, label)).Decides(Branch.ClearedByPermission, tally)
        || !true.Decides(Branch.LabelNotCleared, tally);
}
