using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>What the index keeps of one version of a chart, in 28 bytes of fixed layout: it is stored in snapshots.</summary>
/// <param name="Source">First 8 bytes of the hash of the entry's source; 0 where it has none.</param>
/// <param name="ClinicalMs">When it was clinically so, Unix milliseconds; <see cref="long.MinValue"/> where unknown.</param>
/// <param name="Entry">The entry's number; 0 where the version concerns the chart as a whole.</param>
/// <param name="Labels">Sensitivity labels as a mask.</param>
/// <param name="Kind">The entry's kind.</param>
/// <param name="Change">What the version did.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct VersionRecord(ulong Source, long ClinicalMs, int Entry, uint Labels, byte Kind, ChartChangeKind Change);

/// <summary>What a version did to the chart.</summary>
public enum ChartChangeKind : byte
{
    /// <summary>Something that concerns the chart as a whole.</summary>
    Chart = 0,

    /// <summary>Recorded an entry.</summary>
    Recorded = 1,

    /// <summary>Amended an entry.</summary>
    Amended = 2,

    /// <summary>Retracted an entry.</summary>
    Retracted = 3,

    /// <summary>Changed who stands to the chart, or what its patient consents to.</summary>
    Relations = 4,

    /// <summary>Changed what stands against the chart's destruction.</summary>
    Retention = 5,
}

/// <summary>
/// A small record of every version of a chart, so that entries can be found, filtered and counted without opening
/// them. Immutable: adding costs the same, whatever the length.
/// </summary>
public sealed class ChartIndex
{
    /// <summary>The index of a chart without versions.</summary>
    public static readonly ChartIndex Empty = new(GrowingList<ulong>.Empty, GrowingList<VersionRecord>.Empty, ImmutableDictionary<int, int>.Empty, EntryTallies.None);

    /// <summary>First 8 bytes of each version's operation key; side by side, since every write looks through them.</summary>
    private readonly GrowingList<ulong> _operations;
    private readonly GrowingList<VersionRecord> _records;

    /// <summary>The version of the latest revision of each entry that has more than its first.</summary>
    private readonly ImmutableDictionary<int, int> _revised;

    private ChartIndex(GrowingList<ulong> operations, GrowingList<VersionRecord> records, ImmutableDictionary<int, int> revised, EntryTallies tallies)
    {
        _operations = operations;
        _records = records;
        _revised = revised;
        Tallies = tallies;
    }

    /// <summary>Number of versions.</summary>
    public int Count => _records.Count;

    /// <summary>How many entries there are of each kind.</summary>
    public EntryTallies Tallies { get; }

    /// <summary>The record of a version, 1 to <see cref="Count"/>.</summary>
    public ref readonly VersionRecord this[int version] => ref _records[version - 1];

    /// <summary>Adds the next version's record.</summary>
    /// <param name="operation">First 8 bytes of its operation's key.</param>
    /// <param name="record">Its record; the entry's number is given where the version is not the first of its entry.</param>
    public ChartIndex Add(ulong operation, VersionRecord record)
    {
        var version = Count + 1;
        if (record.Change == ChartChangeKind.Recorded)
            record = record with { Entry = version };
        return new ChartIndex(
            _operations.Add(operation),
            _records.Add(record),
            IsRevision(record) ? _revised.SetItem(record.Entry, version) : _revised,
            Tally(record));
    }

    /// <summary>The version of an entry's latest revision; 0 where there is no such entry.</summary>
    public int LatestOf(long entry)
    {
        if (entry < 1 || entry > Count || this[(int)entry].Change != ChartChangeKind.Recorded)
            return 0;
        return _revised.TryGetValue((int)entry, out var version) ? version : (int)entry;
    }

    /// <summary>The first version of an operation; 0 where there is none. Only a hint: the event has the whole key.</summary>
    public int FindOperation(ulong operation)
    {
        var before = 0;
        for (var piece = 0; piece < _operations.PieceCount; piece++)
        {
            var operations = _operations.Piece(piece);
            if (operations.IndexOf(operation) is >= 0 and var place)
                return before + place + 1;
            before += operations.Length;
        }

        return 0;
    }

    /// <summary>First 8 bytes of the key of a version's operation.</summary>
    public ulong OperationOf(int version) => _operations[version - 1];

    /// <summary>Every version with its record, oldest first.</summary>
    public IEnumerable<(int Version, VersionRecord Record)> All()
    {
        for (var version = 1; version <= Count; version++)
            yield return (version, this[version]);
    }

    /// <summary>The index as bytes, for a snapshot: operations, then records.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Count * BytesPerVersion];
        var rest = CopyTo(bytes, _operations);
        CopyTo(rest, _records);
        return bytes;
    }

    /// <summary>Reads <see cref="ToBytes"/>; null where the length does not fit.</summary>
    public static ChartIndex? FromBytes(ReadOnlySpan<byte> bytes, long count)
    {
        if (bytes.Length != count * BytesPerVersion)
            return null;
        var operations = MemoryMarshal.Cast<byte, ulong>(bytes[..((int)count * sizeof(ulong))]);
        var records = MemoryMarshal.Cast<byte, VersionRecord>(bytes[((int)count * sizeof(ulong))..]);
        var revised = ImmutableDictionary.CreateBuilder<int, int>();
        for (var i = 0; i < records.Length; i++)
        {
            if (IsRevision(records[i]))
                revised[records[i].Entry] = i + 1;
        }

        return new ChartIndex(GrowingList<ulong>.Of(operations), GrowingList<VersionRecord>.Of(records), revised.ToImmutable(), TallyAll(records, revised));
    }

    /// <summary>Kind of an entry.</summary>
    public EntryKind KindOf(int entry) => (EntryKind)this[entry].Kind;

    private static int BytesPerVersion => sizeof(ulong) + Unsafe.SizeOf<VersionRecord>();

    private static Span<byte> CopyTo<T>(Span<byte> bytes, GrowingList<T> list)
        where T : struct
    {
        for (var piece = 0; piece < list.PieceCount; piece++)
        {
            var part = MemoryMarshal.AsBytes(list.Piece(piece));
            part.CopyTo(bytes);
            bytes = bytes[part.Length..];
        }

        return bytes;
    }

    private static bool IsRevision(in VersionRecord record) => record.Change is ChartChangeKind.Amended or ChartChangeKind.Retracted;

    private EntryTallies Tally(in VersionRecord record)
    {
        var tallies = Tallies;
        if (IsRevision(record) && LatestOf(record.Entry) is not 0 and var latest && this[latest].Change != ChartChangeKind.Retracted)
            tallies = tallies.Add(this[latest], -1);
        return record.Change is ChartChangeKind.Recorded or ChartChangeKind.Amended ? tallies.Add(record, 1) : tallies;
    }

    private static EntryTallies TallyAll(ReadOnlySpan<VersionRecord> records, IReadOnlyDictionary<int, int> revised)
    {
        var counts = new Dictionary<(byte Kind, uint Labels), int>();
        for (var i = 0; i < records.Length; i++)
        {
            if (records[i].Change != ChartChangeKind.Recorded)
                continue;
            var latest = records[revised.GetValueOrDefault(i + 1, i + 1) - 1];
            if (latest.Change != ChartChangeKind.Retracted)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, (latest.Kind, latest.Labels), out _)++;
        }

        return EntryTallies.Of(counts);
    }
}
