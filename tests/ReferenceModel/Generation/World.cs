using MedRecords.V1;

namespace MedRecords.ReferenceModel.Generation;

/// <summary>The few things that there are, so that what is drawn twice is often the same.</summary>
internal static class World
{
    /// <summary>The chart that cases are about.</summary>
    public const string Chart = "chart-1";

    /// <summary>Accounts.</summary>
    public static readonly string[] Accounts = ["account-1", "account-2", "account-3"];

    /// <summary>Sites with their institutions: two belong to the one that runs the service.</summary>
    public static readonly ChartSite[] Sites = [new("site-1", ""), new("site-2", ""), new("site-3", "institution-2")];

    /// <summary>Institutions.</summary>
    public static readonly string[] Institutions = ["", "institution-2"];

    /// <summary>Kinds of entry.</summary>
    public static readonly EntryKind[] Kinds = [EntryKind.Demographics, EntryKind.Observation, EntryKind.Note];

    /// <summary>Sensitivity labels.</summary>
    public static readonly Sensitivity[] Labels = [Sensitivity.Normal, Sensitivity.Restricted, Sensitivity.Hiv, Sensitivity.SubstanceUse];

    /// <summary>Purposes that a caller can name.</summary>
    public static readonly Purpose[] Purposes = [Purpose.Treatment, Purpose.Payment, Purpose.Emergency];

    /// <summary>Roles of staff.</summary>
    public static readonly Role[] Staff = [Role.Physician, Role.Nurse, Role.PrivacyOfficer, Role.MedicalExaminer, Role.Administrator, Role.Application];

    /// <summary>All roles.</summary>
    public static readonly Role[] Roles = [.. Staff, Role.Patient, Role.Proxy];

    /// <summary>What can be done.</summary>
    public static readonly AccessAction[] Actions = [AccessAction.Read, AccessAction.List, AccessAction.Append, AccessAction.Share, AccessAction.Grant, AccessAction.Consent, AccessAction.Administer, AccessAction.Verify];

    /// <summary>Relations.</summary>
    public static readonly Relation[] Relations = [.. Enum.GetValues<Relation>().Where(relation => relation != Relation.Unspecified)];

    /// <summary>Confidential details.</summary>
    public static readonly ConfidentialDetail[] Details = [.. Enum.GetValues<ConfidentialDetail>().Where(detail => detail != ConfidentialDetail.Unspecified)];
}
