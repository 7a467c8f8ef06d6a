using System.Diagnostics;
using MedRecords.Battery.Faults.Checks;
using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Faults.Failpoints;
using MedRecords.Battery.Faults.Model;
using MedRecords.Battery.Faults.Reports;
using MedRecords.Battery.Faults.Traffic;
using MedRecords.Battery.Rows;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Faults;

/// <summary>Traffic, one failpoint, a check of what clients were told against the model, and proof that the fault bit.</summary>
/// <param name="context">The row.</param>
/// <param name="failpoint">The fault.</param>
/// <param name="length">How long clients work.</param>
internal sealed class Scenario(RowContext context, IFailpoint failpoint, TimeSpan length)
{
    private const int ExamplesShown = 5;
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan _before = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(2);

    /// <summary>Runs it; with at least so many operations, however long they take.</summary>
    public async Task<ScenarioReport> RunAsync(int leastOperations = 0)
    {
        await using var cluster = await SiloCluster.StartAsync(await failpoint.PrepareAsync(), context.Folder);
        using var clinic = await Clinic.FoundAsync(cluster.Silos[0].Address);
        using var addresses = new Addresses(cluster.Silos.Select(silo => silo.Address));
        var place = new Workplace(addresses, await clinic.OpenChartsAsync(Workload.ChartCount), clinic.PhysicianTokens, new Tally());
        using var workload = new Workload(place);

        workload.Start();
        await Task.Delay(_warmUp);
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(_before);
        var strike = new Strike(cluster, place.Failures, length - _before);
        var bite = await failpoint.StrikeAsync(strike);
        while (workload.Count < leastOperations)
            await Task.Delay(_window);
        var end = Stopwatch.GetTimestamp();
        var given = await workload.StopAsync();

        var restarted = await cluster.RestartEndedAsync();
        var settled = await workload.SettleAsync();
        var histories = await FinalLogs.ReadAsync(place, settled);
        var violations = histories.SelectMany(HistoryCheck.Run).ToList();
        await DescribeAsync(histories, violations);
        var throughput = new Throughput(given, start, end);
        var rate = throughput.RateBetween(start, strike.Begun);
        return new ScenarioReport
        {
            Nemesis = failpoint.Name,
            Operations = given.Count,
            Acknowledged = given.Count(operation => operation.IsAcknowledged),
            Unknown = given.Count(operation => operation.Outcome == Outcome.Unknown),
            Refused = settled.Count(operation => operation.Outcome == Outcome.Refused) + place.Failures.Unexpected,
            Failures = place.Failures.ToString(),
            Restarted = restarted,
            Bite = bite,
            Violations = violations,
            Rate = rate,
            Recovery = throughput.RecoveryAfter(strike.Moment, rate, _window),
            RecoveryBar = failpoint.RecoveryBar,
        };
    }

    private async Task DescribeAsync(IReadOnlyList<ChartHistory> histories, List<Violation> violations)
    {
        foreach (var violation in violations.Take(ExamplesShown))
            context.Note($"{failpoint.Name}: {violation.Kind} in chart {violation.Chart}: {violation.Text}");
        if (violations.Count > 0)
            context.Note($"{failpoint.Name}: the histories are in {await HistoryFile.WriteAsync(failpoint.Name, histories.Where(history => violations.Any(violation => violation.Chart == history.Chart)))}");
    }
}
