using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Chain;

/// <summary>
/// Links each event of a history to the one before it:
/// hash(n) = SHA-256(1 ‖ history ‖ version ‖ hash(n-1) ‖ payload), with hash(0) of 32 zero bytes.
/// It is over ciphertext, so a history whose key was destroyed still verifies.
/// </summary>
public static class HashChain
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int HashLength = 32;

    /// <summary>The hash before the first event.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[HashLength];

    /// <summary>The link to one event.</summary>
    public static byte[] Link(HistoryId history, long version, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> payload)
    {
        const int HeadLength = 1 + 16 + 8 + HashLength;
        // In one piece, since hashing in steps costs more than copying what an entry says.
        var rented = ArrayPool<byte>.Shared.Rent(HeadLength + payload.Length);
        var text = rented.AsSpan(0, HeadLength + payload.Length);
        text[0] = 1;
        history.WriteTo(text[1..]);
        BinaryPrimitives.WriteInt64BigEndian(text[17..], version);
        previous.CopyTo(text[25..]);
        payload.CopyTo(text[HeadLength..]);
        var hash = SHA256.HashData(text);
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>Whether an event is linked to the one before it.</summary>
    public static bool Holds(HistoryId history, StoredEvent stored, ReadOnlySpan<byte> previous) =>
        stored.Hash.AsSpan().SequenceEqual(Link(history, stored.Version, previous, stored.Payload));
}
