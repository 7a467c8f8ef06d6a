using System.Security.Cryptography;

namespace MedRecords.Journal.Chain;

/// <summary>Hashes of a Merkle tree (RFC 6962, section 2.1): SHA-256, with leaves and nodes told apart by their first byte.</summary>
public static class MerkleHash
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int Length = 32;

    /// <summary>Root of the tree without leaves: SHA-256 of nothing.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>Hash of a leaf: SHA-256(0 ‖ content).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>Hash of a node: SHA-256(1 ‖ left ‖ right), where both are hashes.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + (2 * Length)];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Length)..]);
        return SHA256.HashData(both);
    }
}
