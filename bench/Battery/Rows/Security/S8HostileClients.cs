using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Rows.Overload;
using MedRecords.Battery.Rows.Security.Attacks;

namespace MedRecords.Battery.Rows.Security;

/// <summary>
/// Attackers at work, one sort after another, while a site does its work. The same site without an attack is what
/// that is held against; memory that an attack takes beyond a bound, and an attack that does nothing, are failures.
/// </summary>
internal sealed class S8HostileClients : IRow
{
    private const int Rounds = 7;
    private const long MostGrowth = 200L << 20;

    private static readonly IAttack[] _attacks =
    [
        new RapidReset(), new EndlessHeaders(), new HugeMessages(), new SlowStreams(), new SlowReaders(), new ControlFrames(),
        CallFlood.WithoutDeadlines, CallFlood.WithMadeUpTokens, CallFlood.OfSignIns, new ManyConnections(),
    ];

    /// <inheritdoc/>
    public string Name => "S8";

    /// <inheritdoc/>
    public string Title => "p99 of bystanders under the worst attack ÷ p99 without one";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(3);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(2);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var attacks = _attacks.Where(attack => context.Attack is null || attack.Name == context.Attack).ToList();
        if (attacks.Count == 0)
            throw new CannotRunException($"There is no attack \"{context.Attack}\". There are: {string.Join(", ", _attacks.Select(attack => attack.Name))}.");
        await using var postgreSql = await context.StartDatabaseAsync();
        await using var stage = await Stage.SetAsync(context, postgreSql, "service");
        var target = new Target(stage.Service.Port, stage.Others.Tokens[0], stage.Others.Charts[0]);
        var worst = new RowResult { Count = 0, Failures = 0, Value = 0 };
        foreach (var attack in attacks)
        {
            var result = await ExposeAsync(context, stage, target, attack);
            worst = new RowResult { Count = worst.Count + result.Count, Failures = worst.Failures + result.Failures, Value = Math.Max(worst.Value, result.Value) };
        }

        return worst;
    }

    private static async Task<RowResult> ExposeAsync(RowContext context, Stage stage, Target target, IAttack attack)
    {
        var (ratios, count, failures, most) = (new List<double>(), 0L, 0L, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var before = await WatchAsync(context, stage);
            var memory = ResidentMemory.Read(stage.Service.Id);
            var blows = target.Blows;
            using var until = new CancellationTokenSource();
            var attacking = attack.RunAsync(target, until.Token);
            var watching = WatchAsync(context, stage);
            most = Math.Max(most, await ResidentMemory.PeakWhileAsync(stage.Service.Id, watching) - memory);
            var during = await watching;
            await until.CancelAsync();
            await attacking;
            ratios.Add(during.P99Micros / before.P99Micros);
            (count, failures) = (count + before.Count + during.Count, failures + before.Failures + during.Failures + (target.Blows == blows ? 1 : 0));
        }

        var ratio = Spread.Of(ratios);
        context.Note(FormattableString.Invariant($"{attack.Name}: ratio {ratio}, memory +{most >> 20} MB, {target.Blows} blows so far"));
        return new RowResult { Count = count, Failures = failures + (most > MostGrowth ? 1 : 0), Value = ratio.Median };
    }

    private static Task<LoadReport> WatchAsync(RowContext context, Stage stage) =>
        LoadProcess.RunAsync(context, stage.Watched with { WarmupSeconds = 1, Seconds = context.Seconds });
}
