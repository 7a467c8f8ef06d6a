using System.Globalization;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.V1;

namespace MedRecords.Cli.Entries;

/// <summary>Vital signs as people type them: "heart-rate=72", "blood-pressure=120/80", "weight=154lb".</summary>
internal static class VitalSigns
{
    private static readonly Sign[] Signs =
    [
        new("heart-rate", "8867-4", "Heart rate", [new("/min", "/min")]),
        new("respiratory-rate", "9279-1", "Respiratory rate", [new("/min", "/min")]),
        new("temperature", "8310-5", "Body temperature", [new("°C", "Cel", "C"), new("°F", "[degF]", "F")]),
        new("oxygen-saturation", "59408-5", "Oxygen saturation", [new("%", "%")]),
        new("height", "8302-2", "Body height", [new("cm", "cm"), new("in", "[in_i]")]),
        new("weight", "29463-7", "Body weight", [new("kg", "kg"), new("lb", "[lb_av]")]),
        new("bmi", "39156-5", "Body mass index", [new("kg/m2", "kg/m2")]),
        new("pain", "72514-3", "Pain severity (0-10)", [new("{score}", "{score}")]),
    ];

    /// <summary>Names that can be typed, for help.</summary>
    public static string Names => string.Join(", ", Signs.Select(sign => sign.Name).Prepend("blood-pressure"));

    /// <summary>Reads one vital sign.</summary>
    public static EntryContent Parse(string text)
    {
        if (text.Split('=', 2) is not [var name, var value])
            throw CliException.Usage($"'{text}' is no vital sign: write it like heart-rate=72 or blood-pressure=120/80.");
        if (name.Equals("blood-pressure", StringComparison.OrdinalIgnoreCase))
            return value.Split('/') is [var systolic, var diastolic] ? Pressure(Number(systolic), Number(diastolic)) : throw CliException.Usage($"'{value}' is no blood pressure: write it like 120/80.");
        var sign = Signs.FirstOrDefault(sign => sign.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw CliException.Usage($"'{name}' is no known vital sign: use one of {Names}.");
        var digits = value.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or '-').Count();
        var unit = sign.FindUnit(value[digits..].Trim()) ?? throw CliException.Usage($"'{value}' has a unit that {sign.Name} does not take: use {string.Join(" or ", sign.Units.Select(unit => unit.Typed ?? unit.Text))}.");
        return Single(sign.Code, sign.Display, Concepts.Amount(Number(value[..digits]), unit.Text, unit.Code));
    }

    /// <summary>A blood pressure in mmHg.</summary>
    public static EntryContent Pressure(string systolic, string diastolic) => Content(Vocabulary.BloodPressure, "Blood pressure", new Observation
    {
        Components =
        {
            new ObservationComponent { Code = Concepts.Coded(Vocabulary.Loinc, Vocabulary.Systolic, "Systolic blood pressure"), Quantity = Concepts.Amount(systolic, "mmHg", "mm[Hg]") },
            new ObservationComponent { Code = Concepts.Coded(Vocabulary.Loinc, Vocabulary.Diastolic, "Diastolic blood pressure"), Quantity = Concepts.Amount(diastolic, "mmHg", "mm[Hg]") },
        },
    });

    /// <summary>A vital sign with one value.</summary>
    public static EntryContent Single(string code, string display, Quantity quantity) => Content(code, display, new Observation { Quantity = quantity });

    private static EntryContent Content(string code, string display, Observation observation)
    {
        observation.Categories.Add(Concepts.Coded(Vocabulary.ObservationCategory, "vital-signs", "Vital signs"));
        return new EntryContent { Code = Concepts.Coded(Vocabulary.Loinc, code, display), Status = "final", Observation = observation };
    }

    private static string Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        ? text
        : throw CliException.Usage($"'{text}' is no number.");

    private sealed record Unit(string Text, string Code, string? Typed = null);

    private sealed record Sign(string Name, string Code, string Display, Unit[] Units)
    {
        public Unit? FindUnit(string typed) => typed.Length == 0 ? Units[0] : Units.FirstOrDefault(unit => typed.Equals(unit.Text, StringComparison.OrdinalIgnoreCase) || typed.Equals(unit.Code, StringComparison.OrdinalIgnoreCase) || typed.Equals(unit.Typed, StringComparison.OrdinalIgnoreCase));
    }
}
