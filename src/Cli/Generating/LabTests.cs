using System.Globalization;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Reading;
using MedRecords.V1;

namespace MedRecords.Cli.Generating;

/// <summary>Laboratory tests with LOINC codes, UCUM units, and the values that synthetic people have.</summary>
internal static class LabTests
{
    // Values are in tenths or hundredths, as Decimals says, so that no floating-point number decides a digit.
    private static readonly Dictionary<string, Test> Tests = new()
    {
        ["glucose"] = new("2339-0", "Glucose", "mg/dL", 0, 68, 180, 70, 140),
        ["hba1c"] = new("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "%", 1, 50, 92, 40, 57),
        ["creatinine"] = new("38483-4", "Creatinine", "mg/dL", 2, 60, 160, 60, 130),
        ["potassium"] = new("6298-4", "Potassium", "mmol/L", 1, 34, 54, 35, 51),
        ["sodium"] = new("2947-0", "Sodium", "mmol/L", 0, 132, 147, 135, 145),
        ["calcium"] = new("49765-1", "Calcium", "mg/dL", 1, 82, 106, 86, 103),
        ["cholesterol"] = new("2093-3", "Total Cholesterol", "mg/dL", 0, 140, 265, 0, 200),
        ["ldl"] = new("18262-6", "Low Density Lipoprotein Cholesterol", "mg/dL", 0, 60, 180, 0, 130),
        ["hdl"] = new("2085-9", "High Density Lipoprotein Cholesterol", "mg/dL", 0, 32, 80, 40, 999),
        ["hemoglobin"] = new("718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL", 1, 98, 172, 120, 175),
        ["tsh"] = new("3016-3", "Thyrotropin", "m[IU]/L", 2, 30, 780, 40, 450),
        ["inr"] = new("6301-6", "INR in Platelet poor plasma by Coagulation assay", "{INR}", 1, 15, 38, 20, 30),
    };

    /// <summary>What is measured in anybody now and then.</summary>
    public static readonly string[] Routine = ["glucose", "creatinine", "sodium", "potassium", "hemoglobin"];

    /// <summary>A result, marked high or low where it is.</summary>
    public static EntryContent Result(string name, SeededRandom random)
    {
        var test = Tests[name];
        var measured = random.Between(test.Least, test.Most);
        var flag = measured < test.NormalFrom ? "L" : measured > test.NormalTo ? "H" : "N";
        var value = (measured / Power(test.Decimals)).ToString($"F{test.Decimals}", CultureInfo.InvariantCulture);
        return new EntryContent
        {
            Code = Concepts.Coded(Vocabulary.Loinc, test.Code, test.Display),
            Status = "final",
            Observation = new Observation
            {
                Categories = { Concepts.Coded(Vocabulary.ObservationCategory, "laboratory", "Laboratory") },
                Quantity = Concepts.Amount(value, test.Unit, test.Unit),
                Interpretations = { Concepts.Bare(Vocabulary.Interpretation, flag) },
            },
        };
    }

    private static decimal Power(int decimals) => decimals switch { 0 => 1m, 1 => 10m, _ => 100m };

    private sealed record Test(string Code, string Display, string Unit, int Decimals, int Least, int Most, int NormalFrom, int NormalTo);
}
