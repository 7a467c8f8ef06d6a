using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;

namespace MedRecords.Battery.Rows.Overload;

/// <summary>
/// Two sites work: one at the service's peak, one with a few calls. Then the first one has forty times as many calls in
/// flight and comes back at once when it is refused. What the second one sees of it is measured.
/// </summary>
internal sealed class O1Flood : IRow
{
    private const int Times = 40;

    /// <inheritdoc/>
    public string Name => "O1";

    /// <inheritdoc/>
    public string Title => "p99 of a site while another floods with forty times its calls in flight ÷ p99 without the flood";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(3);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(1.5);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartDatabaseAsync();
        var result = await MeasureAsync(context, await Stage.SetAsync(context, postgreSql, "service"));
        context.Note("control: without admission");
        var control = await MeasureAsync(context, await Stage.SetAsync(context, postgreSql, "control", Stage.WithoutAdmission));
        return result with { Control = new Control(control.Value, Failed: !Bar.Holds(control.Value)) };
    }

    private static async Task<RowResult> MeasureAsync(RowContext context, Stage stage)
    {
        await using var service = stage;
        var flood = stage.Peak with { Connections = stage.Peak.Connections * Times, RestsWhenRefused = false };
        return await Abba.CompareAsync(
            context,
            new Side("p99 under the flood in µs", () => WatchAsync(context, stage, flood)),
            new Side("p99 without in µs", () => WatchAsync(context, stage, stage.Peak)));
    }

    /// <summary>The flood begins before the watch and ends after it.</summary>
    private static async Task<Figure> WatchAsync(RowContext context, Stage stage, LoadPlan others)
    {
        var watched = stage.Watched with { WarmupSeconds = 1.5, Seconds = context.Seconds };
        var flood = LoadProcess.RunAsync(context, others with { Seconds = context.Seconds + 2 });
        var report = await LoadProcess.RunAsync(context, watched);
        var flooded = await flood;
        context.Note(FormattableString.Invariant(
            $"{watched.Tokens.Count} accounts with {report.PerSecond:0}/s: p50 {report.P50Micros:0} µs, p99 {report.P99Micros:0} µs; the others {flooded.PerSecond:0}/s, refused {flooded.Refused}, p99 {flooded.P99Micros:0} µs"));
        return new Figure(report.P99Micros, report.Count, report.Failures + flooded.Failures + flooded.RefusedWithoutDelay);
    }
}
