using MedRecords.Grains.Access;
using MedRecords.Grains.Directory;
using MedRecords.Grains.Histories;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.V1;
using Microsoft.Extensions.Logging;

namespace MedRecords.Grains.Charts;

/// <summary>What every chart grain of a silo shares.</summary>
public sealed partial class ChartServices(Grounds grounds, Histories<DirectoryState> directory, InstitutionKeys keys, TimeProvider time, ILogger<ChartGrain> log)
{
    /// <summary>Name of the grain storage that holds snapshots.</summary>
    public const string SnapshotStorage = "snapshots";

    /// <summary>Counts the charts in memory.</summary>
    public HeldCharts Held { get; } = new();

    /// <summary>Finds what decisions are based on.</summary>
    public Grounds Grounds => grounds;

    /// <summary>Hashes search terms.</summary>
    public TermHasher Terms => keys.Terms;

    /// <summary>Tells the time.</summary>
    public TimeProvider Time => time;

    /// <summary>The site with an id; read anew where it is not known here, and null where there is none.</summary>
    public async Task<Site?> FindSiteAsync(string id)
    {
        var known = await directory.ReadAsync(DirectoryState.Id);
        if (known.State.Sites.TryGetValue(id, out var site))
            return site;
        // Sites are only ever added: what is known here may be too little, never too much.
        var newer = await directory.ReadAsync(DirectoryState.Id, known.At.Version + 1);
        return newer.State.Sites.GetValueOrDefault(id);
    }

    /// <summary>Logs that a snapshot could not be written.</summary>
    public void SnapshotFailed(HistoryId chart, Exception failure) => LogSnapshotFailed(log, chart, failure.GetType().Name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of chart {Chart} could not be written ({Failure}). Opening it next time takes longer; nothing is lost.")]
    private static partial void LogSnapshotFailed(ILogger log, HistoryId chart, string failure);
}
