using System.Buffers.Binary;
using MedRecords.Journal.Contract;

namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>One acknowledged access; the process that got it writes it down at once, in the folder that is watched.</summary>
/// <param name="Access">What its access record says: a number that no other one has.</param>
/// <param name="History">The history.</param>
/// <param name="Version">The history's version after it; 0 where it was a read.</param>
/// <param name="Hash">The hash of that version.</param>
internal readonly record struct Acknowledgement(long Access, HistoryId History, long Version, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Name of the file that acknowledgements are written to.</summary>
    public const string FileName = "acknowledged";

    /// <summary>Length of one.</summary>
    public const int Length = 8 + 16 + 8 + 32;

    /// <summary>Reads one.</summary>
    public static Acknowledgement Read(ReadOnlyMemory<byte> bytes) => new(
        BinaryPrimitives.ReadInt64LittleEndian(bytes.Span),
        new HistoryId(new Guid(bytes.Span.Slice(8, 16), bigEndian: true)),
        BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[24..]),
        bytes.Slice(32, 32));

    /// <summary>Its bytes.</summary>
    public byte[] Write()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Access);
        History.WriteTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Version);
        Hash.CopyTo(bytes.AsMemory(32));
        return bytes;
    }
}
