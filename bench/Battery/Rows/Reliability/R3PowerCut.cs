using MedRecords.Battery.Rows.Reliability.PowerCuts;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// The power fails at many points of runs of the journal, on SQLite and on PostgreSQL: what was not synced is
/// lost. What had been acknowledged must be there. In the controls a commit counts as stored before it is
/// synced.
/// </summary>
internal sealed class R3PowerCut : IRow
{
    private const int CutCount = 500;
    private const int ControlCutCount = 50;
    private const int AccessesPerWriter = 1500;

    /// <inheritdoc/>
    public string Name => "R3";

    /// <inheritdoc/>
    public string Title => "acknowledged accesses lost in power cuts (SQLite, and PostgreSQL unless --database sqlite)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var count = context.Count(CutCount);
        var controlCount = Math.Min(count, ControlCutCount);
        List<CutReport> real = [await CutSqliteAsync(context, SqliteSynchronous.Full, count)];
        List<CutReport> controls = [await CutSqliteAsync(context, SqliteSynchronous.Normal, controlCount)];
        if (!context.NamesDatabase)
        {
            real.Add(await CutPostgreSqlAsync(context, isSafe: true, count));
            controls.Add(await CutPostgreSqlAsync(context, isSafe: false, controlCount));
        }

        return new RowResult
        {
            Count = real.Sum(report => report.Count),
            Failures = real.Concat(controls).Sum(report => report.Damaged),
            Value = real.Sum(report => report.Lost),
            Control = new Control(controls.Sum(report => report.Lost), controls.TrueForAll(report => report.Lost > 0)),
        };
    }

    private static async Task<CutReport> CutSqliteAsync(RowContext context, SqliteSynchronous synchronous, int count)
    {
        var accesses = Math.Min(AccessesPerWriter, 20 * count);
        var run = await WatchedRun.RunAsync(context.Folder, synchronous, accesses);
        var syncs = run.Operations.Count(operation => operation.Kind == DiskOperationKind.Sync);
        var toMain = run.Operations.Count(operation => operation is { Kind: DiskOperationKind.Sync, File: WatchedRun.JournalFile });
        context.Note($"SQLite, synchronous {synchronous}: {run.Operations.Count} operations on files, {syncs} syncs, {toMain} of them of the main file after a checkpoint");
        using var images = new MemoryFolder();
        return Describe(context, await new Cuts(run, images.Path).RunAsync(count));
    }

    private static async Task<CutReport> CutPostgreSqlAsync(RowContext context, bool isSafe, int count)
    {
        context.Note($"PostgreSQL, synchronous_commit {(isSafe ? "on" : "off")}");
        return Describe(context, await ServerCuts.RunAsync(count, isSafe));
    }

    private static CutReport Describe(RowContext context, CutReport report)
    {
        context.Note(report.Description);
        if (report.FirstFailure is { } failure)
            context.Note(failure);
        return report;
    }
}
