using System.Globalization;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Reading;
using MedRecords.V1;

namespace MedRecords.Cli.Generating;

/// <summary>What happens to a made-up person, visit by visit.</summary>
internal sealed class SyntheticHistory(SyntheticPerson person, SeededRandom random)
{
    private static readonly string[] Remarks = ["Slept well", "Slept poorly", "Appetite good", "Tires easily", "No new complaints", "Worried about work", "Walks every day"];

    private readonly List<Ailment> _chronic = [];
    private readonly SyntheticBody _body = new(person, random);

    /// <summary>Everything recorded so far, in order.</summary>
    public List<EntryContent> Entries { get; } = [];

    /// <summary>Adds one visit: at least an encounter, three vital signs and a note.</summary>
    public void AddVisit(DateTime about)
    {
        var at = about.Date.AddHours(random.Between(8, 16)).AddMinutes(5 * random.Between(0, 11));
        var age = person.AgeOn(DateOnly.FromDateTime(at));
        var isFirst = Entries.Count == 0;
        var reason = FallIll(age, isFirst);
        Record(at, Encounter(reason));
        foreach (var vital in _body.Measure(age, isFirst, _chronic.Any(ailment => ailment.Code == "59621000")))
            Record(at.AddMinutes(5), vital);
        if (isFirst)
            RecordAllergies(at);
        if (reason is not null)
            RecordAilment(at, reason);
        foreach (var lab in _chronic.SelectMany(ailment => ailment.Labs).Concat(random.Chance(200) ? LabTests.Routine : []).Distinct())
            Record(at.AddMinutes(20), LabTests.Result(lab, random));
        if (random.Chance(150))
            Vaccinate(at, age);
        Record(at.AddMinutes(25), Note(reason, isFirst));
    }

    private Ailment? FallIll(int age, bool isFirst)
    {
        var likelihood = isFirst ? 3 : 1;
        foreach (var ailment in Ailments.Chronic)
            if (age >= ailment.FromAge && !_chronic.Contains(ailment) && random.Chance(ailment.PerMille * likelihood / 4))
            {
                _chronic.Add(ailment);
                return ailment;
            }
        return Ailments.Acute.FirstOrDefault(ailment => age >= ailment.FromAge && random.Chance(ailment.PerMille));
    }

    private static EntryContent Encounter(Ailment? reason)
    {
        var encounter = new Encounter { Class = new Coding { System = Vocabulary.ActCode, Code = "AMB", Display = "ambulatory" } };
        encounter.Types_.Add(reason is null
            ? Concepts.Coded(Vocabulary.Snomed, "185349003", "Encounter for check up")
            : Concepts.Coded(Vocabulary.Snomed, "185345009", "Encounter for symptom"));
        if (reason is not null)
            encounter.Reasons.Add(Concepts.Coded(Vocabulary.Snomed, reason.Code, reason.Display));
        return new EntryContent { Status = "finished", EncounterDetail = encounter };
    }

    private void RecordAilment(DateTime at, Ailment ailment)
    {
        var problem = TypedEntries.Problem(ailment.Display, ailment.IsChronic ? "active" : "resolved");
        problem.Code = Concepts.Coded(Vocabulary.Snomed, ailment.Code, ailment.Display);
        Record(at.AddMinutes(10), problem, endsAfterDays: ailment.IsChronic ? null : random.Between(7, 28));
        if (ailment.Treatment is not { } drug)
            return;
        var medication = TypedEntries.Medication(drug.Display, [drug.Dosage]);
        medication.Code = Concepts.Coded(Vocabulary.RxNorm, drug.Code, drug.Display);
        medication.Status = ailment.IsChronic ? "active" : "completed";
        medication.Medication.Reasons.Add(Concepts.Coded(Vocabulary.Snomed, ailment.Code, ailment.Display));
        Record(at.AddMinutes(15), medication);
    }

    private void RecordAllergies(DateTime at)
    {
        if (!random.Chance(350))
            return;
        var (code, display, category, severe) = random.Pick(Ailments.Allergies);
        var reaction = severe && random.Chance(500) ? ("39579001", "Anaphylaxis") : random.Pick(Ailments.MildReactions);
        var entry = TypedEntries.Allergy(display, [], reaction.Item1 == "39579001" ? "high" : "low", status: null);
        entry.Code = Concepts.Coded(Vocabulary.Snomed, code, display);
        entry.Allergy.Categories.Add(category);
        entry.Allergy.Manifestations.Add(Concepts.Coded(Vocabulary.Snomed, reaction.Item1, reaction.Item2));
        Record(at.AddMinutes(8), entry);
    }

    private void Vaccinate(DateTime at, int age)
    {
        var (code, display, _) = random.Pick([.. Ailments.Vaccines.Where(vaccine => age >= vaccine.FromAge).DefaultIfEmpty(Ailments.Vaccines[0])]);
        var entry = TypedEntries.Vaccination(display, $"L{random.Between(1000, 9999)}");
        entry.Code = Concepts.Coded(Vocabulary.Cvx, code, display);
        Record(at.AddMinutes(22), entry);
    }

    private EntryContent Note(Ailment? reason, bool isFirst)
    {
        var opening = isFirst ? "First visit." : "Seen again.";
        var finding = reason is null ? "Check-up without findings." : $"{reason.Display}{(reason.Treatment is { } drug ? $"; {NameOf(drug)} started" : "; no medication")}.";
        var text = $"{opening} {random.Pick(Remarks)}. {finding} Synthetic record.";
        return TypedEntries.Note(text, "Progress note");
    }

    // The first word in small letters: strengths and forms are numbers and capitals.
    private static string NameOf(Drug drug) => drug.Display.Split(' ').First(word => word.All(char.IsAsciiLetterLower));

    private void Record(DateTime at, EntryContent entry, int? endsAfterDays = null)
    {
        entry.Time = new ClinicalTime { Start = ToText(at) };
        if (endsAfterDays is { } days)
            (entry.Time.End, entry.Time.IsPeriod) = (ToText(at.AddDays(days)), true);
        Entries.Add(entry);
    }

    private static string ToText(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'-05:00'", CultureInfo.InvariantCulture);
}
