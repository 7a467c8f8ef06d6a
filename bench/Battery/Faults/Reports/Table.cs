using System.Globalization;

namespace MedRecords.Battery.Faults.Reports;

/// <summary>Scenarios as a table for people.</summary>
internal static class Table
{
    private static readonly string[] _heads = ["nemesis", "operations", "acknowledged", "unknown", "refused", "per second", "back after", "violations", "bitten"];

    /// <summary>The table's lines.</summary>
    public static IEnumerable<string> Draw(IReadOnlyList<ScenarioReport> reports)
    {
        var rows = reports.Select(Cells).Prepend(_heads).ToList();
        var widths = Enumerable.Range(0, _heads.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string[] Cells(ScenarioReport report) =>
    [
        report.Nemesis,
        Number(report.Operations),
        Number(report.Acknowledged),
        Number(report.Unknown),
        Number(report.Refused),
        Number((int)report.Rate),
        report.Recovery is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s") : "never",
        Number(report.Violations.Count),
        (report.Bite.Bitten ? "yes: " : "NO: ") + report.Bite.How,
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
