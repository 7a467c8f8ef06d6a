using System.Security.Cryptography;

namespace MedRecords.Journal.Sealing;

/// <summary>The AES-256 key under which one history's payloads are sealed. Destroying it destroys what it sealed.</summary>
public sealed class DataKey
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _bytes;

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

    /// <summary>Derives a key for one purpose (HKDF with SHA-256, RFC 5869).</summary>
    public DataKey Derive(string purpose, ReadOnlySpan<byte> salt = default)
    {
        Span<byte> derived = stackalloc byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, derived, salt, System.Text.Encoding.UTF8.GetBytes(purpose));
        return new DataKey(derived);
    }
}
