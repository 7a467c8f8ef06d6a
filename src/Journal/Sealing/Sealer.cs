using System.Buffers.Binary;
using Google.Protobuf;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// Seals payloads with AES-256-GCM (NIST SP 800-38D). Layout: format (1 byte), nonce (12, random),
/// ciphertext, tag (16). The additional data binds a payload to its history and version, so that it opens
/// nowhere else.
/// </summary>
public static class Sealer
{
    private const byte Format = 1;
    private const int NonceLength = 12;
    private const int TagLength = DataKey.TagLength;
    private const int Overhead = 1 + NonceLength + TagLength;
    private const int BindingLength = 1 + 16 + 8;

    /// <summary>The version under which a history's snapshot is sealed: no event ever has it.</summary>
    public const long SnapshotVersion = -1;

    /// <summary>Seals a message as the payload of one version of a history.</summary>
    public static byte[] Seal(DataKey key, HistoryId history, long version, IMessage message)
    {
        var length = message.CalculateSize();
        var payload = new byte[length + Overhead];
        // The message is written where its ciphertext will stand: AES-GCM works in place.
        message.WriteTo(payload.AsSpan(1 + NonceLength, length));
        return SealInPlace(key, history, version, payload);
    }

    /// <summary>Seals bytes as the payload of one version of a history.</summary>
    public static byte[] Seal(DataKey key, HistoryId history, long version, ReadOnlySpan<byte> plain)
    {
        var payload = new byte[plain.Length + Overhead];
        plain.CopyTo(payload.AsSpan(1 + NonceLength));
        return SealInPlace(key, history, version, payload);
    }

    /// <summary>Opens a payload; throws <see cref="JournalDamagedException"/> where it was altered or belongs elsewhere.</summary>
    public static byte[] Open(DataKey key, HistoryId history, long version, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Overhead || payload[0] != Format)
            throw Damaged(history, version);
        Span<byte> binding = stackalloc byte[BindingLength];
        WriteBinding(binding, history, version);
        var plain = new byte[payload.Length - Overhead];
        return key.TryDecrypt(payload.Slice(1, NonceLength), payload[(1 + NonceLength)..^TagLength], payload[^TagLength..], plain, binding)
            ? plain
            : throw Damaged(history, version);
    }

    private static byte[] SealInPlace(DataKey key, HistoryId history, long version, byte[] payload)
    {
        payload[0] = Format;
        var nonce = payload.AsSpan(1, NonceLength);
        RandomNonces.Fill(nonce);
        Span<byte> binding = stackalloc byte[BindingLength];
        WriteBinding(binding, history, version);
        var text = payload.AsSpan(1 + NonceLength, payload.Length - Overhead);
        key.Encrypt(nonce, text, payload.AsSpan(payload.Length - TagLength), binding);
        return payload;
    }

    private static void WriteBinding(Span<byte> binding, HistoryId history, long version)
    {
        binding[0] = Format;
        history.WriteTo(binding[1..]);
        BinaryPrimitives.WriteInt64BigEndian(binding[17..], version);
    }

    private static JournalDamagedException Damaged(HistoryId history, long version) =>
        new($"Version {version} of history {history} does not open: it was altered, or belongs elsewhere. Restore it from a backup.");
}
