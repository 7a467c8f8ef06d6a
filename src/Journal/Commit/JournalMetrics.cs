using System.Diagnostics.Metrics;

namespace MedRecords.Journal.Commit;

/// <summary>What operators see of the journal: commits, how full they are, how long they take, what fails.</summary>
internal static class JournalMetrics
{
    private static readonly Meter Meter = new("MedRecords.Journal");
    private static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("medrecords.journal.commit.duration", "s", "Time of one commit.");
    private static readonly Histogram<int> Fill = Meter.CreateHistogram<int>("medrecords.journal.commit.accesses", "{access}", "Accesses in one commit.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("medrecords.journal.commit.failures", "{commit}", "Commits that failed, by the kind of failure.");

    public static void Commit(int accesses, TimeSpan took)
    {
        Latency.Record(took.TotalSeconds);
        Fill.Record(accesses);
    }

    public static void Failed(Exception failure) =>
        Failures.Add(1, new KeyValuePair<string, object?>("error.type", failure.GetType().Name));
}
