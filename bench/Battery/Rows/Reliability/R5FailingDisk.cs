using MedRecords.Battery.Rows.Reliability.FailingDisks;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// Each write and each sync of a journal's life fails in turn, with EIO and ENOSPC, once or for a while. Nothing
/// that was acknowledged may be missing: neither when the journal is opened again, nor when the power fails
/// besides and what a failed sync had dropped is gone. Then the same happens to a PostgreSQL server, at a choice
/// of its writes and syncs.
/// </summary>
internal sealed class R5FailingDisk : IRow
{
    private const int AllFailures = 100_000;
    private const int ServerFailures = 200;

    /// <inheritdoc/>
    public string Name => "R5";

    /// <inheritdoc/>
    public string Title => "failed writes and syncs after which the journal was wrong ";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var sqlite = (await FailingDiskRun.RunAsync(context.Folder, context.Count(AllFailures))).Reports;
        Describe(context, "SQLite", sqlite);
        var server = await FailingServerRun.RunAsync(context.Folder, Math.Min(context.Count(AllFailures), ServerFailures));
        Describe(context, "PostgreSQL", server);
        return new RowResult
        {
            Count = sqlite.Count + server.Count,
            // A server writes besides what it is asked to, so that not each number comes up each time; a file's life repeats.
            Failures = sqlite.Count(report => report.Failed == 0) + (server.All(report => report.Failed == 0) ? 1 : 0),
            Value = sqlite.Concat(server).Count(report => report.Problem is not null),
        };
    }

    private static void Describe(RowContext context, string store, IReadOnlyList<FailureReport> reports)
    {
        context.Note($"{store}: {reports.Count} failures, {reports.Count(report => report.Failed > 0)} of which came about; {reports.Sum(report => report.Failed)} operations failed");
        foreach (var report in reports.Where(report => report.Problem is not null).Take(5))
            context.Note($"{store}, {report.Failure}: {report.Problem}");
    }
}
