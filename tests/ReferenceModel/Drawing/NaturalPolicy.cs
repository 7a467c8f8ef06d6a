using MedRecords.V1;

namespace MedRecords.ReferenceModel.Drawing;

/// <summary>A policy as an institution might have it; chance alone would hardly ever make one.</summary>
internal static class NaturalPolicy
{
    private static readonly Policy _policy = Make();

    /// <summary>A copy, to be changed at will.</summary>
    public static Policy Copy() => _policy.Clone();

    private static Policy Make() => new()
    {
        Id = "natural",
        Roles =
        {
            Clinical(Role.Physician, Relation.CareTeam, Relation.OpenEncounter, Relation.TreatingSite, Relation.Grant),
            Clinical(Role.Nurse, Relation.CareTeam, Relation.OpenEncounter),
            Function(Role.PrivacyOfficer, Purpose.Operations, onlyDeceased: false),
            Function(Role.MedicalExaminer, Purpose.Operations, onlyDeceased: true),
            Lay(Role.Patient, Sensitivity.Normal, Sensitivity.Restricted, Sensitivity.Adolescent),
            Lay(Role.Proxy, Sensitivity.Normal),
        },
        Emergency = new EmergencyRules { Roles = { Role.Physician, Role.Nurse }, Minutes = 60, Sensitivities = { Sensitivity.Restricted, Sensitivity.Adolescent } },
        Proxies = new ProxyRules { GuardianNarrowsAt = 12, GuardianEndsAt = 18 },
        Curiosity = new CuriosityRules { OwnChart = CuriosityRule.Deny, Colleague = CuriosityRule.Notify, WellKnown = CuriosityRule.Notify },
        Consent = new ConsentRules { UndeniableRoles = { Role.MedicalExaminer } },
    };

    private static RoleRules Clinical(Role role, params Relation[] relations) => new()
    {
        Role = role,
        Actions = { Universe.Actions },
        Reads = { Universe.Kinds },
        Writes = { Universe.Kinds },
        Details = { ConfidentialDetail.FullName, ConfidentialDetail.BirthDate },
        Sensitivities = { Sensitivity.Normal },
        Purpose = Purpose.Treatment,
        Relations = { relations },
    };

    private static RoleRules Function(Role role, Purpose purpose, bool onlyDeceased) => new()
    {
        Role = role,
        Actions = { AccessAction.Read, AccessAction.List, AccessAction.Export },
        Reads = { Universe.Kinds },
        Details = { Universe.Details },
        Sensitivities = { Sensitivity.Normal, Sensitivity.Restricted },
        Purpose = purpose,
        Relations = { Relation.Function },
        OnlyDeceased = onlyDeceased,
    };

    private static RoleRules Lay(Role role, params Sensitivity[] labels) => new()
    {
        Role = role,
        Actions = { Universe.Actions },
        Reads = { Universe.Kinds },
        Writes = { EntryKind.Note },
        Details = { Universe.Details },
        Sensitivities = { labels },
        Purpose = Purpose.PatientRequest,
    };
}
