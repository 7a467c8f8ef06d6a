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

    /// <summary>The policy.</summary>
    public static V1.Policy Build() => new()
    {
        Id = "default",
        Name = "Minimum necessary",
        Roles =
        {
            Rules(Role.Administrator, Purpose.Operations, [Administer, Verify], [], [], [], []),
            Rules(Role.Physician, Purpose.Treatment, [Open, Read, List, AccessAction.History, Append, Amend, Retract, Search, Watch, Share, Verify],
                AllKinds, ClinicalKinds, [.. AllDetails.Where(d => d != SocialSecurityNumber)], ClinicalLabels),
            Rules(Role.Nurse, Purpose.Treatment, [Open, Read, List, AccessAction.History, Append, Amend, Retract, Search, Watch],
                ClinicalKinds, ClinicalKinds, [FullName, Telephone, BirthDate, OtherNames, HeightAndWeight, EyeAndHairColor, PhysicalCharacteristics],
                [Sensitivity.Normal, Sensitivity.Restricted]),
            Rules(Role.Therapist, Purpose.Treatment, [Read, List, AccessAction.History, Append, Amend, Retract, Search],
                ClinicalKinds, [EntryKind.Observation, EntryKind.Procedure, EntryKind.Note, EntryKind.CarePlan, EntryKind.Goal],
                [FullName, BirthDate, HeightAndWeight], [Sensitivity.Normal]),
            Rules(Role.Registration, Purpose.Operations, [Open, Read, List, AccessAction.History, Append, Amend, Search, Share],
                [EntryKind.Demographics, EntryKind.Encounter], [EntryKind.Demographics, EntryKind.Encounter],
                [FullName, MailingAddress, Telephone, SocialSecurityNumber, MaritalStatus, BirthDate, BirthPlace, OtherNames], [Sensitivity.Normal]),
            Rules(Role.RecordsOffice, Purpose.RecordsManagement, [Open, Read, List, AccessAction.History, Append, Amend, Retract, Import, Export, Search, Watch, Audit, Share, Verify],
                AllKinds, AllKinds, AllDetails, AllLabels),
            Rules(Role.Coder, Purpose.Payment, [Read, List, AccessAction.History, Append, Amend, Search],
                [.. AllKinds.Where(k => k is not (EntryKind.Note or EntryKind.Other))], [EntryKind.Claim, EntryKind.Benefit],
                [FullName, BirthDate], [Sensitivity.Normal]),
            Rules(Role.Auditor, Purpose.Audit, [Audit, Verify], [], [], [], []),
            Rules(Role.Patient, Purpose.PatientRequest, [Read, List, AccessAction.History, Export, Watch, Audit, Verify],
                AllKinds, [], AllDetails, [.. AllLabels.Where(s => s != Sensitivity.Psychotherapy)]),
            Rules(Role.Application, Purpose.Treatment, [Read, List, AccessAction.History, Append, Search, Watch, Import],
                AllKinds, AllKinds, [FullName, BirthDate, OtherNames], [Sensitivity.Normal]),
        },
    };

    private static RoleRules Rules(
        Role role,
        Purpose purpose,
        AccessAction[] actions,
        EntryKind[] reads,
        EntryKind[] writes,
        ConfidentialDetail[] details,
        Sensitivity[] sensitivities) => new()
        {
            Role = role,
            Purpose = purpose,
            Actions = { actions },
            Reads = { reads },
            Writes = { writes },
            Details = { details },
            Sensitivities = { sensitivities },
        };
}
