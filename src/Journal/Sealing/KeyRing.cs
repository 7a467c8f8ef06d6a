using System.Security.Cryptography;
using System.Text;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// The master keys, which wrap every data key. The first is the one in use; the others open what was
/// wrapped before. Text form: one base64 key of 32 bytes a line, newest first; lines with # are remarks.
/// </summary>
public sealed class KeyRing
{
    private const byte Format = 1;
    private const int IdLength = 8;
    private const int NonceLength = 12;
    private const int TagLength = DataKey.TagLength;
    private const int WrappedLength = 1 + IdLength + NonceLength + DataKey.Length + TagLength;

    private readonly List<(byte[] Id, DataKey Key)> _keys;

    private KeyRing(List<(byte[] Id, DataKey Key)> keys) => _keys = keys;

    /// <summary>Reads the text form; throws <see cref="JournalRefusedException"/> that names the line.</summary>
    public static KeyRing Parse(string text)
    {
        var keys = new List<(byte[], DataKey)>();
        var line = 0;
        foreach (var raw in text.Split('\n'))
        {
            line++;
            var trimmed = raw.Trim();
            if (trimmed.Length == 0 || trimmed[0] == '#')
                continue;
            var bytes = new byte[DataKey.Length + 3];
            if (!Convert.TryFromBase64String(trimmed, bytes, out var length) || length != DataKey.Length)
                throw new JournalRefusedException($"Line {line} of the key ring is not a base64 key of 32 bytes. Correct it, or restore the key ring from its backup.");
            var key = new DataKey(bytes.AsSpan(0, length));
            keys.Add((SHA256.HashData(key.Bytes)[..IdLength], key));
        }

        return keys.Count > 0
            ? new KeyRing(keys)
            : throw new JournalRefusedException("The key ring holds no key. Restore it from its backup, or start with an empty journal to have one made.");
    }

    /// <summary>The text form of a ring with one new key.</summary>
    public static string GenerateText() =>
        $"# MedRecords master key. Without it no record can be read: keep a copy in a safe place.\n{Convert.ToBase64String(DataKey.Generate().Bytes)}\n";

    /// <summary>Wraps a data key under the key in use (AES-256-GCM, bound to <paramref name="owner"/>).</summary>
    public byte[] Wrap(DataKey key, ReadOnlySpan<byte> owner)
    {
        var (id, master) = _keys[0];
        var wrapped = new byte[WrappedLength];
        wrapped[0] = Format;
        id.CopyTo(wrapped, 1);
        var nonce = wrapped.AsSpan(1 + IdLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var text = wrapped.AsSpan(1 + IdLength + NonceLength, DataKey.Length);
        key.Bytes.CopyTo(text);
        master.Encrypt(nonce, text, wrapped.AsSpan(WrappedLength - TagLength), owner);
        return wrapped;
    }

    /// <summary>Unwraps a data key; false where no key of the ring wrapped it for <paramref name="owner"/>.</summary>
    public bool TryUnwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> owner, out DataKey key)
    {
        key = null!;
        if (wrapped.Length != WrappedLength || wrapped[0] != Format)
            return false;
        var id = wrapped.Slice(1, IdLength);
        foreach (var (candidate, master) in _keys)
        {
            if (!id.SequenceEqual(candidate))
                continue;
            Span<byte> plain = stackalloc byte[DataKey.Length];
            if (!master.TryDecrypt(wrapped.Slice(1 + IdLength, NonceLength), wrapped.Slice(1 + IdLength + NonceLength, DataKey.Length), wrapped[^TagLength..], plain, owner))
                return false;
            key = new DataKey(plain);
            return true;
        }

        return false;
    }

    /// <summary>Wraps the data key of a history.</summary>
    public byte[] Wrap(DataKey key, HistoryId owner) => Wrap(key, Encoding.ASCII.GetBytes(owner.ToString()));

    /// <summary>Unwraps the data key of a history; throws <see cref="JournalDamagedException"/> where it does not open.</summary>
    public DataKey Unwrap(ReadOnlySpan<byte> wrapped, HistoryId owner) =>
        TryUnwrap(wrapped, Encoding.ASCII.GetBytes(owner.ToString()), out var key)
            ? key
            : throw new JournalDamagedException($"The data key of history {owner} does not open with the key ring in use.");
}
