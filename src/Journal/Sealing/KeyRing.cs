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
    private const int NonceLength = 12;
    private const int TagLength = DataKey.TagLength;
    private const int TextStart = 1 + MasterKeyId.Length + NonceLength;
    private const int WrappedLength = TextStart + DataKey.Length + TagLength;

    private readonly List<(MasterKeyId Id, DataKey Key)> _keys;

    private KeyRing(List<(MasterKeyId Id, DataKey Key)> keys)
    {
        _keys = keys;
        Ids = [.. keys.Select(key => key.Id)];
    }

    /// <summary>The names of its master keys in the order of their lines; the first is in use.</summary>
    public IReadOnlyList<MasterKeyId> Ids { get; }

    /// <summary>Reads the text form; throws <see cref="JournalRefusedException"/> that names the line.</summary>
    public static KeyRing Parse(string text)
    {
        var keys = new List<(MasterKeyId, DataKey)>();
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
            keys.Add((MasterKeyId.Of(key), key));
        }

        return keys.Count > 0
            ? new KeyRing([.. keys.DistinctBy(key => key.Item1)])
            : throw new JournalRefusedException("The key ring holds no key. Restore it from its backup, or start with an empty journal to have one made.");
    }

    /// <summary>The text form of a ring with one new key.</summary>
    public static string GenerateText() =>
        $"# MedRecords master key. Without it no record can be read: keep a copy in a safe place.\n{Convert.ToBase64String(DataKey.Generate().Bytes)}\n";

    /// <summary>The name of the master key that wrapped a data key.</summary>
    public static MasterKeyId IdOf(ReadOnlySpan<byte> wrapped) => MasterKeyId.Read(wrapped[Math.Min(1, wrapped.Length)..]);

    /// <summary>Wraps a data key under the key in use (AES-256-GCM, bound to <paramref name="owner"/>).</summary>
    public byte[] Wrap(DataKey key, ReadOnlySpan<byte> owner)
    {
        var (id, master) = _keys[0];
        var wrapped = new byte[WrappedLength];
        wrapped[0] = Format;
        id.WriteTo(wrapped.AsSpan(1));
        var nonce = wrapped.AsSpan(1 + MasterKeyId.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var text = wrapped.AsSpan(TextStart, DataKey.Length);
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
        var id = IdOf(wrapped);
        foreach (var (candidate, master) in _keys)
        {
            if (id != candidate)
                continue;
            Span<byte> plain = stackalloc byte[DataKey.Length];
            if (!master.TryDecrypt(wrapped.Slice(1 + MasterKeyId.Length, NonceLength), wrapped.Slice(TextStart, DataKey.Length), wrapped[^TagLength..], plain, owner))
                return false;
            key = new DataKey(plain);
            return true;
        }

        return false;
    }

    /// <summary>Wraps the data key of a history.</summary>
    public byte[] Wrap(DataKey key, HistoryId owner) => Wrap(key, OwnerOf(owner));

    /// <summary>
    /// Unwraps the data key of a history. Throws <see cref="JournalUnavailableException"/> where the ring lacks the
    /// master key, and <see cref="JournalDamagedException"/> where the key was altered or is another history's.
    /// </summary>
    public DataKey Unwrap(ReadOnlySpan<byte> wrapped, HistoryId owner)
    {
        if (TryUnwrap(wrapped, OwnerOf(owner), out var key))
            return key;
        throw wrapped.Length != WrappedLength || wrapped[0] != Format || Ids.Contains(IdOf(wrapped))
            ? new JournalDamagedException($"The data key of history {owner} does not open with the key ring in use.")
            : new JournalUnavailableException($"The data key of history {owner} is wrapped under master key {IdOf(wrapped)}, which the key ring lacks: put its line back.");
    }

    private static byte[] OwnerOf(HistoryId owner) => Encoding.ASCII.GetBytes(owner.ToString());
}
