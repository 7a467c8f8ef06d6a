using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Faults.Reports;

/// <summary>What scenarios come to as a row of the batteries.</summary>
internal static class FaultRow
{
    /// <summary>Shows the table, and sums up.</summary>
    public static RowResult Conclude(RowContext context, IReadOnlyList<ScenarioReport> reports)
    {
        foreach (var line in Table.Draw(reports))
            context.Note(line);
        return new RowResult
        {
            Count = reports.Sum(report => report.Operations),
            Failures = reports.Sum(report => report.FailureCount),
            Value = reports.Sum(report => report.Violations.Count),
        };
    }
}
