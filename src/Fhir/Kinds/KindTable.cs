using System.Collections.Frozen;
using System.Text.Json;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// All kinds. To model a new one: add a file beside this one with its table, and its line here.
internal static class KindTable
{
    // Of kinds that share a detail, the first is the one that entries recorded here are exported as.
    private static readonly Kind[] All =
    [
        new PatientKind(),
        new EncounterKind(),
        new ConditionKind(),
        new AllergyKind(),
        new MedicationRequestKind(),
        new MedicationStatementKind(),
        new MedicationAdministrationKind(),
        new ImmunizationKind(),
        new ProcedureKind(),
        new ObservationKind(),
        new DiagnosticReportKind(),
        new CarePlanKind(),
        new GoalKind(),
        new ImagingStudyKind(),
        new NoteKind(),
        new ClaimKind(),
        new BenefitKind(),
        new BasicKind(),
    ];

    private static readonly FrozenDictionary<string, Kind> ByType = All.ToFrozenDictionary(kind => kind.ResourceType, StringComparer.Ordinal);

    private static readonly OtherKind Other = new("");

    // The kind that takes a resource apart.
    public static Kind ForResource(string resourceType, JsonElement resource) =>
        ByType.TryGetValue(resourceType, out var kind) && kind.Models(resource) ? kind : Other;

    // The kind that took the entry's resource apart; null where the entry is not what its source says.
    public static Kind? ForSource(EntryContent content)
    {
        if (content.Source is not { ResourceType.Length: > 0 } source) return null;
        if (ByType.TryGetValue(source.ResourceType, out var kind) && kind.Holds(content)) return kind;
        return Other.Holds(content) ? Other : null;
    }

    // The kind that an entry recorded here is exported as.
    public static Kind ForNative(EntryContent content) =>
        Array.Find(All, kind => kind.Holds(content)) ?? throw new ArgumentException("An entry has to say its kind.", nameof(content));
}
