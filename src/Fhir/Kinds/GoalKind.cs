using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/goal.html
internal sealed class GoalKind() : Kind<Goal>("Goal", "subject", c => c.Goal)
{
    public override IEnumerable<Default> Defaults => [Default.Text("lifecycleStatus", "active"), Default.UnknownConcept("description")];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Code, OwnExtensions.Encounter, OwnExtensions.Period),
        Status("lifecycleStatus"),
        Concept("achievementStatus", g => g.AchievementStatus),
        Concept("description", g => g.Description),
        new MomentLens("startDate", only: false),
        References("addresses", g => g.Addresses),
        Remark("note"),
    ];
}
