using System.Buffers.Binary;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>The records of a commit as one value: for each its length (4 bytes, little-endian) and its bytes.</summary>
internal static class RecordFrames
{
    public static byte[] Write(IEnumerable<ReadOnlyMemory<byte>> records)
    {
        var frames = new byte[records.Sum(record => sizeof(int) + record.Length)];
        var rest = frames.AsSpan();
        foreach (var record in records)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, record.Length);
            record.Span.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + record.Length)..];
        }
        return frames;
    }

    public static List<byte[]> Read(ReadOnlySpan<byte> frames)
    {
        var records = new List<byte[]>();
        while (!frames.IsEmpty)
        {
            var length = frames.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(frames);
            if (length < 0 || length > frames.Length - sizeof(int))
                throw new JournalDamagedException("A commit's records do not add up to its length.");
            records.Add(frames.Slice(sizeof(int), length).ToArray());
            frames = frames[(sizeof(int) + length)..];
        }
        return records;
    }
}
