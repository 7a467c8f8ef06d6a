using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;

namespace MedRecords.Battery.Rows.Overload;

/// <summary>
/// Ten times as many clients as can be served before their deadlines. Answers in time are counted; the refused rest as
/// long as they are told to. Resident memory may grow by so much and no more.
/// </summary>
/// <remarks>
/// The peak is that of the same connections with one call each: many connections cost a service more than few do,
/// whether it is overloaded or not.
/// </remarks>
internal sealed class O2Overload : IRow
{
    private const int Times = 10;
    private const int DeadlineMilliseconds = 100;
    private const int StreamsPerConnection = 100;
    private const int LeastClients = 64;
    private const long MostGrowth = 200L << 20;

    /// <summary>Until all clients have heard how long to stay away, which is up to ten seconds.</summary>
    private const double SettlingSeconds = 16;

    /// <inheritdoc/>
    public string Name => "O2";

    /// <inheritdoc/>
    public string Title => "answers in time at ten times the load that can be served ÷ answers at peak";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtLeast(0.9);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtLeast(1);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = await context.StartDatabaseAsync();
        var result = await MeasureAsync(context, await Stage.SetAsync(context, postgreSql, "service"), checksMemory: true);
        context.Note("control: without admission");
        var control = await MeasureAsync(context, await Stage.SetAsync(context, postgreSql, "control", Stage.WithoutAdmission), checksMemory: false);
        return result with { Control = new Control(control.Value, Failed: !Bar.Holds(control.Value)) };
    }

    private static async Task<RowResult> MeasureAsync(RowContext context, Stage stage, bool checksMemory)
    {
        await using var service = stage;
        var few = await LoadProcess.RunAsync(context, stage.Peak with { Seconds = context.Seconds });
        // Little's law: so many are in flight where each is answered just in time.
        var clients = Math.Max(LeastClients, (int)(few.PerSecond * DeadlineMilliseconds / 1000)) * Times;
        var connections = (clients + StreamsPerConnection - 1) / StreamsPerConnection;
        context.Note($"{clients} clients with deadlines of {DeadlineMilliseconds} ms on {connections} connections");
        var peak = stage.Peak with { Connections = connections, StreamsPerConnection = 1, Seconds = context.Seconds };
        var overload = stage.Peak with
        {
            Connections = connections,
            StreamsPerConnection = StreamsPerConnection,
            Timeout = $"{DeadlineMilliseconds}m",
            RestsWhenRefused = true,
            WarmupSeconds = SettlingSeconds,
            Seconds = context.Seconds,
        };
        await LoadProcess.RunAsync(context, peak);
        return await Abba.CompareAsync(
            context,
            new Side("answers/s in time", () => OverloadAsync(context, stage, overload, checksMemory ? MostGrowth : long.MaxValue)),
            new Side("answers/s at peak", () => LoadProcess.MeasureRateAsync(context, peak)));
    }

    private static async Task<Figure> OverloadAsync(RowContext context, Stage stage, LoadPlan plan, long mostGrowth)
    {
        // Of each run by itself: what was recorded in the runs before takes memory too, and takes it rightly.
        var before = ResidentMemory.Read(stage.Service.Id);
        var running = LoadProcess.RunAsync(context, plan);
        var growth = await ResidentMemory.PeakWhileAsync(stage.Service.Id, running) - before;
        var report = await running;
        context.Note(FormattableString.Invariant(
            $"{report.PerSecond:0}/s in time, {report.Expired} too late, {report.Refused} refused with a p99 of {report.RefusedP99Micros:0} µs, resident memory {before >> 20} MB and {growth >> 20} more"));
        var failures = report.Failures + report.RefusedWithoutDelay + (growth > mostGrowth ? 1 : 0);
        return new Figure(report.PerSecond, report.Count, failures);
    }
}
