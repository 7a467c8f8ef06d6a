using System.Globalization;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.V1;

namespace MedRecords.Cli.Entries;

/// <summary>Laboratory results as people type them: "Potassium=4.1 mmol/L" or "Influenza A=not detected".</summary>
internal static class LabResults
{
    /// <summary>Reads one result.</summary>
    public static EntryContent Parse(string text)
    {
        if (text.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value])
            throw CliException.Usage($"'{text}' is no result: write it like \"Potassium=4.1 mmol/L\".");
        var observation = new Observation { Categories = { Concepts.Coded(Vocabulary.ObservationCategory, "laboratory", "Laboratory") } };
        var parts = value.Trim().Split(' ', 2);
        if (!decimal.TryParse(parts[0], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            observation.Text = value.Trim();
        else
            observation.Quantity = parts.Length == 1 ? new Quantity { Value = parts[0] } : new Quantity { Value = parts[0], Unit = parts[1] };
        return new EntryContent { Code = Concepts.Worded(name.Trim()), Status = "final", Observation = observation };
    }
}
