using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>What a chart has of what is being imported: contents by their key, entries by their source.</summary>
internal sealed class KnownImports
{
    private readonly HashSet<ulong> _contents = [];
    private readonly Dictionary<ulong, long> _entries = [];
    private readonly Dictionary<long, long> _latest = [];
    private readonly HashSet<long> _retracted = [];

    public KnownImports(ChartIndex index)
    {
        foreach (var (version, record) in index.All())
        {
            _contents.Add(index.OperationOf(version));
            if (record.Change == ChartChangeKind.Recorded && record.Source != 0)
                _entries.TryAdd(record.Source, version);
            if (record.Entry != 0)
                _latest[record.Entry] = version;
            if (record.Change == ChartChangeKind.Retracted)
                _retracted.Add(record.Entry);
        }
    }

    /// <summary>Whether an import has something to record: content that was never imported, of an entry that is not retracted.</summary>
    public bool IsNew(byte[] key, EntryContent content) =>
        !_contents.Contains(ChartState.Short(key)) && !(EntryOf(content) is { } entry && _retracted.Contains(entry));

    /// <summary>The entry of the content's source; null where there is none.</summary>
    public long? EntryOf(EntryContent content) =>
        ChartKeys.SourceOf(content) is not 0 and var source && _entries.TryGetValue(source, out var entry) ? entry : null;

    /// <summary>The version of an entry's latest revision.</summary>
    public long LatestOf(long entry) => _latest[entry];

    /// <summary>Takes note of what was just decided.</summary>
    public void Add(byte[] key, EntryContent content, long version)
    {
        _contents.Add(ChartState.Short(key));
        var entry = EntryOf(content) ?? version;
        if (ChartKeys.SourceOf(content) is not 0 and var source)
            _entries.TryAdd(source, entry);
        _latest[entry] = version;
    }
}
