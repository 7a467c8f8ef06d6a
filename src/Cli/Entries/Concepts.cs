using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.V1;

namespace MedRecords.Cli.Entries;

/// <summary>Makes coded concepts and amounts.</summary>
internal static class Concepts
{
    private static readonly Dictionary<string, string> Systems = new(StringComparer.OrdinalIgnoreCase)
    {
        ["loinc"] = Vocabulary.Loinc,
        ["snomed"] = Vocabulary.Snomed,
        ["rxnorm"] = Vocabulary.RxNorm,
        ["cvx"] = Vocabulary.Cvx,
        ["icd10"] = Vocabulary.Icd10,
    };

    /// <summary>A concept with one code and the same words as its text.</summary>
    public static CodeableConcept Coded(string system, string code, string display) =>
        new() { Codings = { new Coding { System = system, Code = code, Display = display } }, Text = display };

    /// <summary>A code without words of its own, for statuses and categories.</summary>
    public static CodeableConcept Bare(string system, string code) => new() { Codings = { new Coding { System = system, Code = code } } };

    /// <summary>Words without a code.</summary>
    public static CodeableConcept Worded(string text) => new() { Text = text };

    /// <summary>An amount in a UCUM unit.</summary>
    public static Quantity Amount(string value, string unit, string code) => new() { Value = value, Unit = unit, System = Vocabulary.Ucum, Code = code };

    /// <summary>Reads "snomed|38341003" or "http://system|code|display".</summary>
    public static Coding ParseCoding(string text)
    {
        if (text.Split('|') is not [var system, var code, .. var rest] || code.Length == 0 || rest.Length > 1)
            throw CliException.Usage($"'{text}' is no code: write it like snomed|38341003, loinc|8867-4 or http://system|code|words.");
        if (!Systems.TryGetValue(system, out var uri) && !system.Contains(':', StringComparison.Ordinal))
            throw CliException.Usage($"'{system}' is no known code system: use {string.Join(", ", Systems.Keys)}, or the system's full URI.");
        return new Coding { System = uri ?? system, Code = code, Display = rest.FirstOrDefault() ?? "" };
    }
}
