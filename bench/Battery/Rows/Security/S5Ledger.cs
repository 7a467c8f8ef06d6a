using MedRecords.Battery.Rows.Security.Ledgers;

namespace MedRecords.Battery.Rows.Security;

/// <summary>
/// Clients keep a ledger of all that reaches them: permitted and denied, from calls given up, streams broken off and
/// silos killed. Each item must be on record. The control answers before the record is durable.
/// </summary>
internal sealed class S5Ledger : IRow
{
    private const int Calls = 100_000;
    private const int ControlCalls = 30_000;
    private const int Examples = 10;

    /// <inheritdoc/>
    public string Name => "S5";

    /// <inheritdoc/>
    public string Title => "answers that reached a client and are not on record, while silos are killed (PostgreSQL)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var report = await LedgerRun.RunAsync(context, context.Count(Calls), program: null);
        Describe(context, "", report);
        var control = await LedgerRun.RunAsync(context, Math.Min(ControlCalls, context.Count(Calls)), await DefectiveSilo.BuildAsync(context, "released-unrecorded"));
        Describe(context, "control, answers before the commit: ", control);
        return new RowResult
        {
            Count = report.Calls,
            // Without a kill nothing was tried.
            Failures = report.Kills == 0 ? 1 : 0,
            Value = report.Unrecorded.Count,
            Control = new Control(control.Unrecorded.Count, control.Unrecorded.Count > 0),
        };
    }

    private static void Describe(RowContext context, string prefix, LedgerReport report)
    {
        context.Note($"{prefix}{report.Calls} calls, {report.Receipts.Count} receipts, {report.Broken} calls given up or broken, {report.Kills} kills; {report.Unrecorded.Count} receipts without a record");
        context.Note($"{prefix}receipts: {LedgerRun.Describe(report.Receipts)}");
        foreach (var receipt in report.Unrecorded.Take(Examples))
            context.Note($"{prefix}no record of {receipt.Key.Action} {receipt.Key.Outcome} {receipt.Key.Purpose} of {receipt.Entries.Count} entries");
    }
}
