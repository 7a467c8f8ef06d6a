using System.Globalization;
using MedRecords.V1;

namespace MedRecords.Battery.Setup;

/// <summary>Entries to record.</summary>
internal static class Samples
{
    /// <summary>A heart rate, as monitors send it all day: about 200 bytes encoded.</summary>
    public static EntryContent HeartRate(int perMinute = 72) => new()
    {
        Code = Concept("http://loinc.org", "8867-4", "Heart rate"),
        Time = new ClinicalTime { Start = "2026-03-14T09:26:53+00:00" },
        Status = "final",
        Observation = new Observation
        {
            Categories = { Concept("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", "") },
            Quantity = new Quantity { Value = perMinute.ToString(CultureInfo.InvariantCulture), Unit = "/min", Code = "/min" },
        },
    };

    /// <summary>Who a patient is.</summary>
    public static EntryContent Demographics(int number) => Demographics($"B-{number:D6}");

    /// <summary>Who the patient with an identifier is.</summary>
    public static EntryContent Demographics(string identifier) => new()
    {
        Demographics = new Demographics
        {
            Names = { new HumanName { Family = identifier, Given = { "Pat" } } },
            Identifiers = { new Identifier { System = "urn:medrecords:battery", Value = identifier } },
            BirthDate = "1970-01-01",
            Gender = "unknown",
        },
    };

    private static CodeableConcept Concept(string system, string code, string display) =>
        new() { Codings = { new Coding { System = system, Code = code, Display = display } } };
}
