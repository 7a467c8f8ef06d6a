using MedRecords.Battery.Rows.Reliability.Feeds;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// Consumers follow the feed by their tokens while writers of two stores append, halfway through a dump into
/// a fresh database. The control lets appends overtake each other, and must skip.
/// </summary>
internal sealed class R6Feed : IRow
{
    private const int EventCount = 1_000_000;
    private const int ControlEventCount = 100_000;

    /// <inheritdoc/>
    public string Name => "R6";

    /// <inheritdoc/>
    public string Title => "events that the change feed skipped or doubled (PostgreSQL)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var server = await context.StartPostgreSqlAsync();
        var run = new FeedRun(new FeedDatabase(server, isLocked: true), context.Folder.Path);
        await run.RunAsync(context.Count(EventCount), withMove: true);
        context.Note(run.Description);
        var control = new FeedRun(new FeedDatabase(server, isLocked: false), context.Folder.Path);
        await control.RunAsync(ControlEventCount, withMove: false);
        context.Note($"control, appends overtake each other: {control.Description}");
        return new RowResult
        {
            Count = run.Events,
            Failures = 0,
            Value = run.Skipped + run.Doubled,
            Control = new Control(control.Skipped + control.Doubled, control.Skipped > 0),
        };
    }
}
