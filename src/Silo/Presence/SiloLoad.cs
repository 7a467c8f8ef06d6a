using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Charts;
using MedRecords.Journal;
using MedRecords.V1;

namespace MedRecords.Silo.Presence;

/// <summary>How busy a silo's charts and journal are.</summary>
internal sealed class SiloLoad(SealedJournal journal, ChartServices charts)
{
    /// <summary>Puts it into a status; commits are those since the last one.</summary>
    public void Fill(SiloInfo status)
    {
        var load = journal.TakeLoad();
        status.Charts = charts.Held.Count;
        status.Queued = load.Queued;
        status.Commits = load.Commits;
        if (load.Commits == 0)
            return;
        status.CommitMedian = Duration.FromTimeSpan(load.Median);
        status.CommitP99 = Duration.FromTimeSpan(load.P99);
    }
}
