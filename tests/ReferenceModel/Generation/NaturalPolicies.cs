using MedRecords.V1;

namespace MedRecords.ReferenceModel.Generation;

/// <summary>Policies as an institution might have them: every role has its purpose and its relations.</summary>
internal static class NaturalPolicies
{
    /// <summary>A policy.</summary>
    public static Policy Draw(Dice dice) => new()
    {
        Id = "natural",
        Roles =
        {
            Clinical(Role.Physician, [Sensitivity.Normal, Sensitivity.Restricted, Sensitivity.Hiv]),
            Clinical(Role.Nurse, [Sensitivity.Normal]),
            Reader(Role.PrivacyOfficer, Purpose.Operations, Relation.Function),
            Examiner(),
            new RoleRules { Role = Role.Administrator, Actions = { AccessAction.Administer, AccessAction.Verify } },
            Clinical(Role.Application, [Sensitivity.Normal, Sensitivity.Restricted]),
            Reader(Role.Patient, Purpose.PatientRequest),
            Reader(Role.Proxy, Purpose.PatientRequest),
        },
        Emergency = new EmergencyRules
        {
            Roles = { Role.Physician, Role.Nurse },
            Minutes = 60,
            Sensitivities = { Sensitivity.Restricted, Sensitivity.Hiv },
            DenialsHold = dice.Chance(20),
        },
        Proxies = RandomPolicies.Proxies(dice),
        Curiosity = RandomPolicies.Curiosity(dice),
    };

    private static RoleRules Clinical(Role role, Sensitivity[] labels) => new()
    {
        Role = role,
        Actions = { AccessAction.Read, AccessAction.List, AccessAction.Append },
        Reads = { World.Kinds },
        Writes = { World.Kinds },
        Details = { World.Details.Where(detail => detail != ConfidentialDetail.SocialSecurityNumber) },
        Sensitivities = { labels },
        Purpose = Purpose.Treatment,
        Relations = { Relation.CareTeam, Relation.OpenEncounter, Relation.TreatingSite, Relation.Grant },
    };

    private static RoleRules Reader(Role role, Purpose purpose, params Relation[] relations) => new()
    {
        Role = role,
        Actions = { AccessAction.Read, AccessAction.List },
        Reads = { World.Kinds },
        Details = { World.Details },
        Sensitivities = { Sensitivity.Normal },
        Purpose = purpose,
        Relations = { relations },
    };

    private static RoleRules Examiner()
    {
        var rules = Reader(Role.MedicalExaminer, Purpose.Operations, Relation.Function, Relation.TreatingSite);
        rules.OnlyDeceased = true;
        return rules;
    }
}
