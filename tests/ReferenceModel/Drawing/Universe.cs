using MedRecords.V1;

namespace MedRecords.ReferenceModel.Drawing;

/// <summary>The few people, places and things that random cases are about, so that they meet often.</summary>
internal static class Universe
{
    public const string Chart = "chart-1";

    public static readonly string[] Accounts = ["account-1", "account-2", "account-3"];

    public static readonly string[] Sites = ["site-1", "site-2", "site-3"];

    // The one that runs the service has no name.
    public static readonly string[] Institutions = ["", "institution-2"];

    // A guardian comes up as often as all others together: ages matter to no other.
    public static readonly ProxyKind[] ProxyKinds = [ProxyKind.Family, ProxyKind.Caregiver, ProxyKind.PowerOfAttorney, ProxyKind.Guardian, ProxyKind.Guardian, ProxyKind.Guardian];

    // Patients and proxies have sentences of their own.
    public static readonly Role[] Roles = [Role.Physician, Role.Physician, Role.Nurse, Role.MedicalExaminer, Role.PrivacyOfficer, Role.Patient, Role.Proxy, Role.Proxy];

    public static readonly AccessAction[] Actions = [AccessAction.Read, AccessAction.List, AccessAction.Export, AccessAction.Append, AccessAction.Amend, AccessAction.Retract, AccessAction.Import];

    public static readonly Purpose[] Purposes = [Purpose.Unspecified, Purpose.Treatment, Purpose.Payment, Purpose.Operations];

    public static readonly Purpose[] NamedPurposes = [Purpose.Treatment, Purpose.Payment, Purpose.Operations];

    // The first and the last kind that there are: sets of kinds end there.
    public static readonly EntryKind[] Kinds = [EntryKind.Demographics, EntryKind.Medication, EntryKind.Note, EntryKind.Other];

    public static readonly Sensitivity[] Labels = [Sensitivity.Normal, Sensitivity.Restricted, Sensitivity.Psychotherapy, Sensitivity.Adolescent];

    public static readonly Sensitivity[] Defaults = [Sensitivity.Unspecified, Sensitivity.Unspecified, Sensitivity.Normal, Sensitivity.Restricted];

    public static readonly ConfidentialDetail[] Details = [.. Enum.GetValues<ConfidentialDetail>().Where(detail => detail != ConfidentialDetail.Unspecified)];

    public static readonly Relation[] Relations = [.. Enum.GetValues<Relation>().Where(relation => relation != Relation.Unspecified)];

    public static readonly CuriosityRule[] CuriosityRules = [CuriosityRule.Unspecified, CuriosityRule.Allow, CuriosityRule.Notify, CuriosityRule.Deny];

    // Days on which ages change or seem to, one of them in a leap year.
    public static readonly DateTimeOffset[] Moments =
    [
        new(2026, 2, 28, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2028, 2, 29, 0, 0, 0, TimeSpan.Zero),
        new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 6, 15, 10, 30, 0, TimeSpan.Zero),
    ];

    // Ages at which a guardian's view may narrow or end; 0 is never.
    public static readonly int[] Ages = [0, 0, 12, 13, 18];

    public static readonly string[] BrokenDates = ["", "unknown", "2014-2-9", "2014-02-30", "2014-13", "0000", "14-02-28", "2014-02-28T00:00", " 2014", "2014-", "+014"];
}
