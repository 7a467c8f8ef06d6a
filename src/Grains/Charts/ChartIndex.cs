using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>What the index keeps of one version of a chart, in 40 bytes of fixed layout: it is stored in snapshots.</summary>
/// <param name="Operation">First 8 bytes of the operation's key.</param>
/// <param name="Source">First 8 bytes of the hash of the entry's source; 0 where it has none.</param>
/// <param name="ClinicalMs">When it was clinically so, Unix milliseconds; <see cref="long.MinValue"/> where unknown.</param>
/// <param name="Entry">The entry's number; 0 where the version concerns the chart as a whole.</param>
/// <param name="Latest">In the version that first recorded an entry: the version of its latest revision. Otherwise 0.</param>
/// <param name="Labels">Sensitivity labels as a mask.</param>
/// <param name="Kind">The entry's kind.</param>
/// <param name="Change">What the version did.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct VersionRecord(ulong Operation, ulong Source, long ClinicalMs, int Entry, int Latest, uint Labels, byte Kind, ChartChangeKind Change);

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
}

/// <summary>
/// A small record of every version of a chart, so that entries can be found and filtered without opening
/// them. Immutable: adding copies one chunk, whatever the length.
/// </summary>
public sealed class ChartIndex
{
    /// <summary>The index of a chart without versions.</summary>
    public static readonly ChartIndex Empty = new([], 0);

    private const int ChunkLength = 64;

    private readonly ImmutableArray<VersionRecord[]> _chunks;

    private ChartIndex(ImmutableArray<VersionRecord[]> chunks, int count)
    {
        _chunks = chunks;
        Count = count;
    }

    /// <summary>Number of versions.</summary>
    public int Count { get; }

    /// <summary>The record of a version, 1 to <see cref="Count"/>.</summary>
    public ref readonly VersionRecord this[int version] => ref _chunks[(version - 1) / ChunkLength][(version - 1) % ChunkLength];

    /// <summary>Adds the next version's record, and lets its entry point to it.</summary>
    public ChartIndex Add(VersionRecord record)
    {
        var version = Count + 1;
        if (record.Change == ChartChangeKind.Recorded)
            record = record with { Entry = version, Latest = version };
        var chunks = Append(record);
        if (record.Change is ChartChangeKind.Amended or ChartChangeKind.Retracted)
            chunks = Point(chunks, record.Entry, version);
        return new ChartIndex(chunks, version);
    }

    /// <summary>The version of an entry's latest revision; 0 where there is no such entry.</summary>
    public int LatestOf(long entry) =>
        entry >= 1 && entry <= Count && this[(int)entry].Change == ChartChangeKind.Recorded ? this[(int)entry].Latest : 0;

    /// <summary>The first version of an operation; 0 where there is none. Only a hint: the event has the whole key.</summary>
    public int FindOperation(ulong operation)
    {
        var version = 0;
        foreach (var chunk in _chunks)
        {
            foreach (ref readonly var record in chunk.AsSpan())
            {
                version++;
                if (record.Operation == operation)
                    return version;
            }
        }

        return 0;
    }

    /// <summary>Every version with its record, oldest first.</summary>
    public IEnumerable<(int Version, VersionRecord Record)> All()
    {
        for (var version = 1; version <= Count; version++)
            yield return (version, this[version]);
    }

    /// <summary>The records as bytes, for a snapshot.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Count * Unsafe.SizeOf<VersionRecord>()];
        var rest = bytes.AsSpan();
        foreach (var chunk in _chunks)
        {
            var part = MemoryMarshal.AsBytes(chunk.AsSpan());
            part.CopyTo(rest);
            rest = rest[part.Length..];
        }

        return bytes;
    }

    /// <summary>Reads <see cref="ToBytes"/>; null where the length does not fit.</summary>
    public static ChartIndex? FromBytes(ReadOnlySpan<byte> bytes, long count)
    {
        if (bytes.Length != count * Unsafe.SizeOf<VersionRecord>())
            return null;
        var records = MemoryMarshal.Cast<byte, VersionRecord>(bytes);
        var chunks = ImmutableArray.CreateBuilder<VersionRecord[]>();
        for (var start = 0; start < records.Length; start += ChunkLength)
            chunks.Add(records.Slice(start, Math.Min(ChunkLength, records.Length - start)).ToArray());
        return new ChartIndex(chunks.ToImmutable(), (int)count);
    }

    /// <summary>Labels of an entry's latest revision.</summary>
    public uint LabelsOf(int entry) => this[this[entry].Latest].Labels;

    /// <summary>Kind of an entry.</summary>
    public EntryKind KindOf(int entry) => (EntryKind)this[entry].Kind;

    private ImmutableArray<VersionRecord[]> Append(VersionRecord record)
    {
        if (Count % ChunkLength == 0)
            return _chunks.Add([record]);
        var last = _chunks[^1];
        var grown = new VersionRecord[last.Length + 1];
        last.CopyTo(grown, 0);
        grown[^1] = record;
        return _chunks.SetItem(_chunks.Length - 1, grown);
    }

    private static ImmutableArray<VersionRecord[]> Point(ImmutableArray<VersionRecord[]> chunks, int entry, int version)
    {
        var (chunk, slot) = ((entry - 1) / ChunkLength, (entry - 1) % ChunkLength);
        var copy = (VersionRecord[])chunks[chunk].Clone();
        copy[slot] = copy[slot] with { Latest = version };
        return chunks.SetItem(chunk, copy);
    }
}
