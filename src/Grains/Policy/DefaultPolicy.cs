using MedRecords.V1;
using static MedRecords.V1.AccessAction;
using static MedRecords.V1.ConfidentialDetail;

namespace MedRecords.Grains.Policy;

/// <summary>The policy that a new institution starts with: what each role needs for its work (45 CFR 164.502(b), minimum necessary).</summary>
public static class DefaultPolicy
{
    private static readonly EntryKind[] AllKinds = [.. Enum.GetValues<EntryKind>().Where(k => k != EntryKind.Unspecified)];
    private static readonly EntryKind[] ClinicalKinds = [.. AllKinds.Where(k => k is not (EntryKind.Claim or EntryKind.Benefit))];
    private static readonly ConfidentialDetail[] AllDetails = [.. Enum.GetValues<ConfidentialDetail>().Where(d => d != ConfidentialDetail.Unspecified)];
    private static readonly Sensitivity[] AllLabels = [.. Enum.GetValues<Sensitivity>().Where(s => s != Sensitivity.Unspecified)];
    private static readonly Sensitivity[] ClinicalLabels = [.. AllLabels.Where(s => s is not (Sensitivity.VeryRestricted or Sensitivity.Psychotherapy))];

    private static readonly EntryKind[] PatientsKinds = [EntryKind.Allergy, EntryKind.Medication, EntryKind.Immunization, EntryKind.Observation, EntryKind.Goal, EntryKind.Note];
    private static readonly Relation[] Clinical = [Relation.CareTeam, Relation.OpenEncounter, Relation.TreatingSite, Relation.Grant];
    private static readonly Relation[] Site = [Relation.TreatingSite];
    private static readonly Relation[] Function = [Relation.Function];

    /// <summary>The policy.</summary>
    public static V1.Policy Build() => new()
    {
        Id = "default",
        Name = "Minimum necessary",
        DefaultSensitivity = Sensitivity.Normal,
        // 45 CFR 164.312(a)(2)(ii), emergency access procedure.
        Emergency = new EmergencyRules
        {
            Roles = { Role.Physician, Role.Nurse },
            Minutes = 60,
            Sensitivities = { ClinicalLabels },
        },
        Proxies = new ProxyRules { GuardianNarrowsAt = 12, GuardianEndsAt = 18 },
        Curiosity = new CuriosityRules { OwnChart = CuriosityRule.Notify, Colleague = CuriosityRule.Notify, WellKnown = CuriosityRule.Notify },
        // 45 CFR 164.512: what the law requires or public health needs is not the patient's to deny.
        Consent = new ConsentRules { UndeniableRoles = { Role.Auditor, Role.PrivacyOfficer, Role.RecordsOffice, Role.PublicHealth, Role.MedicalExaminer } },
        Roles =
        {
            Rules(Role.Administrator, Purpose.Operations, [], [Administer, Verify], [], [], [], []),
            Rules(Role.Physician, Purpose.Treatment, Clinical, [Open, Read, List, AccessAction.History, Append, Amend, Retract, Search, Watch, Share, Verify, AccessAction.Grant],
                AllKinds, ClinicalKinds, [.. AllDetails.Where(d => d != SocialSecurityNumber)], ClinicalLabels),
            Rules(Role.Nurse, Purpose.Treatment, Clinical, [Open, Read, List, AccessAction.History, Append, Amend, Retract, Search, Watch],
                ClinicalKinds, ClinicalKinds, [FullName, Telephone, BirthDate, OtherNames, HeightAndWeight, EyeAndHairColor, PhysicalCharacteristics],
                [Sensitivity.Normal, Sensitivity.Restricted]),
            Rules(Role.Therapist, Purpose.Treatment, Clinical, [Read, List, AccessAction.History, Append, Amend, Retract, Search],
                ClinicalKinds, [EntryKind.Observation, EntryKind.Procedure, EntryKind.Note, EntryKind.CarePlan, EntryKind.Goal],
                [FullName, BirthDate, HeightAndWeight], [Sensitivity.Normal]),
            Rules(Role.Registration, Purpose.Operations, Site, [Open, Read, List, AccessAction.History, Append, Amend, Search, Share],
                [EntryKind.Demographics, EntryKind.Encounter], [EntryKind.Demographics, EntryKind.Encounter],
                [FullName, MailingAddress, Telephone, SocialSecurityNumber, MaritalStatus, BirthDate, BirthPlace, OtherNames], [Sensitivity.Normal]),
            Rules(Role.RecordsOffice, Purpose.RecordsManagement, Site,
                [Open, Read, List, AccessAction.History, Append, Amend, Retract, Import, Export, Search, Watch, Audit, Share, Verify, AccessAction.Grant, Consent, Explain, AccessAction.Retention],
                AllKinds, AllKinds, AllDetails, AllLabels),
            Rules(Role.Coder, Purpose.Payment, Site, [Read, List, AccessAction.History, Append, Amend, Search],
                [.. AllKinds.Where(k => k is not (EntryKind.Note or EntryKind.Other))], [EntryKind.Claim, EntryKind.Benefit],
                [FullName, BirthDate], [Sensitivity.Normal]),
            Rules(Role.Auditor, Purpose.Audit, Site, [Audit, Verify], [], [], [], []),
            Rules(Role.PrivacyOfficer, Purpose.Audit, Function, [Audit, Verify, Explain, Review, AccessAction.Grant, AccessAction.Retention, Hold], [], [], [], []),
            Rules(Role.QualityReviewer, Purpose.Operations, Function, [Read, List],
                [.. ClinicalKinds.Where(k => k is not (EntryKind.Demographics or EntryKind.Note or EntryKind.Other))], [], [], [Sensitivity.Normal]),
            Rules(Role.MedicalExaminer, Purpose.Operations, Function, [Read, List, AccessAction.History, Export],
                ClinicalKinds, [], AllDetails, AllLabels, onlyDeceased: true),
            Rules(Role.PublicHealth, Purpose.Operations, Function, [Read, List],
                [EntryKind.Demographics, EntryKind.Condition, EntryKind.Immunization, EntryKind.DiagnosticReport], [],
                [FullName, MailingAddress, Telephone, BirthDate], [Sensitivity.Normal, Sensitivity.Hiv]),
            Rules(Role.Patient, Purpose.PatientRequest, [Relation.Patient], [Read, List, AccessAction.History, Append, Export, Watch, Audit, Verify, AccessAction.Grant, Consent, Explain],
                AllKinds, PatientsKinds, AllDetails, [.. AllLabels.Where(s => s != Sensitivity.Psychotherapy)]),
            Rules(Role.Proxy, Purpose.PatientRequest, [Relation.Proxy], [Read, List, AccessAction.History, Append, Watch, Audit],
                AllKinds, PatientsKinds, [.. AllDetails.Where(d => d != SocialSecurityNumber)], [Sensitivity.Normal]),
            Rules(Role.Application, Purpose.Treatment, Site, [Read, List, AccessAction.History, Append, Search, Watch, Import],
                AllKinds, AllKinds, [FullName, BirthDate, OtherNames], [Sensitivity.Normal]),
        },
    };

    private static RoleRules Rules(
        Role role,
        Purpose purpose,
        Relation[] relations,
        AccessAction[] actions,
        EntryKind[] reads,
        EntryKind[] writes,
        ConfidentialDetail[] details,
        Sensitivity[] sensitivities,
        bool onlyDeceased = false) => new()
        {
            Role = role,
            Purpose = purpose,
            Relations = { relations },
            Actions = { actions },
            Reads = { reads },
            Writes = { writes },
            Details = { details },
            Sensitivities = { sensitivities },
            OnlyDeceased = onlyDeceased,
        };
}
