using MedRecords.Cli.Reading;
using MedRecords.V1;

namespace MedRecords.Cli.Entries;

/// <summary>Entries made from a few typed words.</summary>
internal static class TypedEntries
{
    /// <summary>An allergy or intolerance.</summary>
    public static EntryContent Allergy(string substance, IEnumerable<string> reactions, string? criticality, string? status)
    {
        var allergy = new Allergy
        {
            ClinicalStatus = Concepts.Bare(Vocabulary.AllergyClinical, status ?? "active"),
            VerificationStatus = Concepts.Bare(Vocabulary.AllergyVerification, "confirmed"),
            Type = "allergy",
            Manifestations = { reactions.Select(Concepts.Worded) },
        };
        if (criticality is not null)
            allergy.Criticality = criticality;
        return new EntryContent { Code = Concepts.Worded(substance), Allergy = allergy };
    }

    /// <summary>A problem of the problem list.</summary>
    public static EntryContent Problem(string text, string? status) => new()
    {
        Code = Concepts.Worded(text),
        Condition = new Condition
        {
            ClinicalStatus = Concepts.Bare(Vocabulary.ConditionClinical, status ?? "active"),
            VerificationStatus = Concepts.Bare(Vocabulary.ConditionVerification, "confirmed"),
        },
    };

    /// <summary>A medication that is being taken.</summary>
    public static EntryContent Medication(string drug, IEnumerable<string> dosages) =>
        new() { Code = Concepts.Worded(drug), Status = "active", Medication = new Medication { Intent = "order", DosageTexts = { dosages } } };

    /// <summary>A vaccination that was given.</summary>
    public static EntryContent Vaccination(string vaccine, string? lot)
    {
        var immunization = new Immunization { PrimarySource = true };
        if (lot is not null)
            immunization.LotNumber = lot;
        return new EntryContent { Code = Concepts.Worded(vaccine), Status = "completed", Immunization = immunization };
    }

    /// <summary>A procedure that was carried out.</summary>
    public static EntryContent Procedure(string text) => new() { Code = Concepts.Worded(text), Status = "completed", Procedure = new Procedure() };

    /// <summary>A note.</summary>
    public static EntryContent Note(string text, string? title)
    {
        var note = new Note { Text = text };
        if (title is not null)
            note.Title = title;
        return new EntryContent { Status = "current", Note = note };
    }

    /// <summary>Puts a code beside an entry's words, and takes the words for the code's own where it has none.</summary>
    public static void SetCode(EntryContent entry, Coding coding)
    {
        entry.Code ??= new CodeableConcept();
        if (coding.Display.Length == 0)
            coding.Display = entry.Code.Text;
        entry.Code.Codings.Clear();
        entry.Code.Codings.Add(coding);
    }
}
