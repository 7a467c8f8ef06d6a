using System.Security.Cryptography;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// The AES-256 key under which one history's payloads are sealed (AES-256-GCM, NIST SP 800-38D). Destroying it
/// destroys what it sealed.
/// </summary>
public sealed class DataKey
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    /// <summary>Length of a tag in bytes.</summary>
    public const int TagLength = 16;

    private readonly Lock _gate = new();
    private readonly byte[] _bytes;

    /// <summary>Setting a cipher up takes longer than sealing an entry with it, so a key in use keeps its own.</summary>
    private AesGcm? _cipher;

    /// <summary>Takes 32 bytes as a key.</summary>
    public DataKey(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        _bytes = bytes.ToArray();
    }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Makes a key from the system's random numbers.</summary>
    public static DataKey Generate() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Encrypts a text in place. A nonce must never come twice under one key.</summary>
    public void Encrypt(ReadOnlySpan<byte> nonce, Span<byte> text, Span<byte> tag, ReadOnlySpan<byte> bound)
    {
        lock (_gate)
            Cipher.Encrypt(nonce, text, text, tag, bound);
    }

    /// <summary>Decrypts a text; false where it, its tag or what it is bound to was altered.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> bound)
    {
        try
        {
            lock (_gate)
                Cipher.Decrypt(nonce, text, tag, plain, bound);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private AesGcm Cipher => _cipher ??= new AesGcm(_bytes, TagLength);

    /// <summary>Derives a key for one purpose (HKDF with SHA-256, RFC 5869).</summary>
    public DataKey Derive(string purpose, ReadOnlySpan<byte> salt = default)
    {
        Span<byte> derived = stackalloc byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, derived, salt, System.Text.Encoding.UTF8.GetBytes(purpose));
        return new DataKey(derived);
    }
}
