using MedRecords.Battery.Rows.Reliability.PowerCuts;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// The power fails at many points of a run of the journal on SQLite: all that was not synced is lost, or any
/// part of it. What had been acknowledged must be there. In the control a commit counts as stored before it
/// is synced.
/// </summary>
internal sealed class R3PowerCut : IRow
{
    private const int CutCount = 500;
    private const int ControlCutCount = 50;
    private const int AccessesPerWriter = 1500;

    /// <inheritdoc/>
    public string Name => "R3";

    /// <inheritdoc/>
    public string Title => "acknowledged accesses lost in power cuts (SQLite)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var count = Arguments.Count(CutCount);
        var real = await CutAsync(context, SqliteSynchronous.Full, count);
        var control = await CutAsync(context, SqliteSynchronous.Normal, Math.Min(count, ControlCutCount));
        return new RowResult
        {
            Count = real.Count,
            Failures = real.Damaged + control.Damaged,
            Value = real.Lost,
            Control = new Control(control.Lost, control.Lost > 0),
        };
    }

    private static async Task<CutReport> CutAsync(RowContext context, SqliteSynchronous synchronous, int count)
    {
        var accesses = Math.Min(AccessesPerWriter, 20 * count);
        var run = await WatchedRun.RunAsync(context.Folder, synchronous, accesses);
        var syncs = run.Operations.Count(operation => operation.Kind == DiskOperationKind.Sync);
        var toMain = run.Operations.Count(operation => operation is { Kind: DiskOperationKind.Sync, File: WatchedRun.JournalFile });
        context.Note($"synchronous {synchronous}: {run.Operations.Count} operations on files, {syncs} syncs, {toMain} of them of the main file after a checkpoint");
        using var images = new MemoryFolder();
        var report = await new Cuts(run, images.Path).RunAsync(count);
        context.Note($"{report.Count} cuts: {report.Lossy} lost something, {report.Lost} acknowledged accesses in all; {report.Damaged} left a journal that does not hold");
        if (report.FirstFailure is { } failure)
            context.Note(failure);
        return report;
    }
}
