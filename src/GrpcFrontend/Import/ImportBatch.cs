using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>Entries that go to the chart together: few enough that others get their turn between batches.</summary>
internal sealed class ImportBatch
{
    private const int MaxEntries = 200;
    private const int MaxBytes = 1 << 20;

    private List<EntryContent> _entries = [];
    private int _bytes;

    /// <summary>Whether an entry fits. Into an empty batch every one does.</summary>
    public bool HasRoomFor(EntryContent entry) =>
        _entries.Count == 0 || (_entries.Count < MaxEntries && _bytes + entry.CalculateSize() <= MaxBytes);

    /// <summary>Adds an entry.</summary>
    public void Add(EntryContent entry)
    {
        _entries.Add(entry);
        _bytes += entry.CalculateSize();
    }

    /// <summary>Hands the entries over and begins anew.</summary>
    public IReadOnlyList<EntryContent> Take()
    {
        var full = _entries;
        (_entries, _bytes) = ([], 0);
        return full;
    }
}
