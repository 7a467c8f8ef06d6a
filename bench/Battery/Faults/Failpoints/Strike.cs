using System.Diagnostics;
using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Faults.Traffic;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>What a failpoint works on.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="failures">Clients' failed attempts so far.</param>
/// <param name="time">About how long the fault should take, mending included.</param>
internal sealed class Strike(SiloCluster cluster, Tally failures, TimeSpan time)
{
    private readonly int _failuresBefore = failures.Retried;

    /// <summary>The cluster.</summary>
    public SiloCluster Cluster => cluster;

    /// <summary>About how long the fault should take, mending included.</summary>
    public TimeSpan Time => time;

    /// <summary>Failed attempts of clients since the fault began that they may retry.</summary>
    public int Failures => failures.Retried - _failuresBefore;

    /// <summary>When the fault began, in ticks of the monotonic clock.</summary>
    public long Begun { get; } = Stopwatch.GetTimestamp();

    /// <summary>The moment that recovery counts from, in ticks of the monotonic clock.</summary>
    public long Moment { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>Notes the moment that recovery counts from.</summary>
    public void Mark() => Moment = Stopwatch.GetTimestamp();
}
