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

        await cluster.BecomeWholeAsync();
        var settled = await workload.SettleAsync();
        // The clients' connections may still wait before they look again for a silo that had been away.
        using var fresh = new Addresses(cluster.Silos.Select(silo => silo.Address));
        var histories = await FinalLogs.ReadAsync(place with { Addresses = fresh }, settled);
        var violations = histories.SelectMany(HistoryCheck.Run).ToList();
        var throughput = new Throughput(given, start, end);
        var rate = throughput.RateBetween(start, strike.Begun);
        var report = new ScenarioReport
        {
            Nemesis = failpoint.Name,
            Operations = given.Count,
            Acknowledged = given.Count(operation => operation.IsAcknowledged),
            Unknown = given.Count(operation => operation.Outcome == Outcome.Unknown),
            Refused = settled.Count(operation => operation.Outcome == Outcome.Refused) + place.Failures.Unexpected,
            Failures = place.Failures.ToString(),
            Restarts = cluster.Restarts,
            Bite = bite,
            Violations = violations,
            Rate = rate,
            Recovery = throughput.RecoveryAfter(strike.Moment, rate, _window),
            RecoveryBar = failpoint.RecoveryBar,
        };
        await DescribeAsync(report, cluster, histories);
        return report;
    }

    private async Task DescribeAsync(ScenarioReport report, SiloCluster cluster, IReadOnlyList<ChartHistory> histories)
    {
        context.Note($"{failpoint.Name}: failed attempts: {report.Failures}; silos were started again {report.Restarts} times");
        foreach (var violation in report.Violations.Take(ExamplesShown))
            context.Note($"{failpoint.Name}: {violation.Kind} in chart {violation.Chart}: {violation.Text}");
        if (report.Violations.Count + report.FailureCount == 0)
            return;
        var broken = histories.Where(history => report.Violations.Any(violation => violation.Chart == history.Chart));
        context.Note($"{failpoint.Name}: logs and histories are kept in {await Remains.KeepAsync(failpoint.Name, cluster, broken)}");
    }
}
