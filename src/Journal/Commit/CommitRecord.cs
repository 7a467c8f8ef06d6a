using System.Buffers.Binary;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Commit;

/// <summary>
/// One record of a commit. Layout: history (16 bytes), format (1), number of events (4), first version (8),
/// chain head after them (32, zero where there are none), then the sealed access record; see
/// docs/adr/0003-journal-format.md. The open part is what the change feed and the access index need, and
/// the log's Merkle tree binds it together with the sealed part.
/// </summary>
/// <param name="History">The history concerned.</param>
/// <param name="Events">How many events were added.</param>
/// <param name="FirstVersion">Version of the first of them; 0 where there are none.</param>
/// <param name="Head">The history's chain head after them, 32 bytes.</param>
/// <param name="SealedAccess">The sealed access record.</param>
public readonly record struct CommitRecord(HistoryId History, int Events, long FirstVersion, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> SealedAccess)
{
    /// <summary>Length of the open part in bytes.</summary>
    public const int OpenLength = 16 + 1 + 4 + 8 + 32;

    private const byte Format = 1;

    /// <summary>Writes the open part.</summary>
    public static void WriteOpen(Span<byte> destination, HistoryId history, int events, long firstVersion, ReadOnlySpan<byte> head)
    {
        history.WriteTo(destination);
        destination[16] = Format;
        BinaryPrimitives.WriteInt32BigEndian(destination[17..], events);
        BinaryPrimitives.WriteInt64BigEndian(destination[21..], events == 0 ? 0 : firstVersion);
        destination.Slice(29, 32).Clear();
        if (events > 0)
            head.CopyTo(destination[29..]);
    }

    /// <summary>Reads a record; throws <see cref="JournalDamagedException"/> where it is none.</summary>
    public static CommitRecord Parse(ReadOnlyMemory<byte> record)
    {
        var span = record.Span;
        if (span.Length < OpenLength || span[16] != Format)
            throw new JournalDamagedException("A record of the access log has an unknown form. Restore the journal from a backup.");
        return new CommitRecord(
            new HistoryId(new Guid(span[..16], bigEndian: true)),
            BinaryPrimitives.ReadInt32BigEndian(span[17..]),
            BinaryPrimitives.ReadInt64BigEndian(span[21..]),
            record.Slice(29, 32),
            record[OpenLength..]);
    }
}
