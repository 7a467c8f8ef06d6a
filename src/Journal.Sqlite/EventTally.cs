using System.Buffers.Binary;
using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// Sums up events in whatever order they come, so that those that the index of their table names can be held
/// against those in the table itself.
/// </summary>
internal sealed class EventTally
{
    private ulong _sum;

    /// <summary>Takes one event in.</summary>
    public void Add(HistoryId history, long version, long commit)
    {
        Span<byte> bytes = stackalloc byte[32];
        history.WriteTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], version);
        BinaryPrimitives.WriteInt64BigEndian(bytes[24..], commit);
        // Hashed, since plain numbers could make up for one another.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        _sum += BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>Whether another took in the same events.</summary>
    public bool IsOf(EventTally other) => _sum == other._sum;
}
