using System.Security.Cryptography;

namespace MedRecords.Journal.Chain;

/// <summary>
/// The right edge of a Merkle tree (RFC 6962, section 2.1): enough to add leaves and to know the root,
/// in space that grows with the logarithm of the leaves.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]?> _peaks = [];

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Hash of a leaf: SHA-256(0 ‖ content).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>Adds a leaf by its hash.</summary>
    public void Add(byte[] leaf)
    {
        Size++;
        var carry = leaf;
        for (var level = 0; ; level++)
        {
            if (level == _peaks.Count)
                _peaks.Add(null);
            if (_peaks[level] is not { } left)
            {
                _peaks[level] = carry;
                return;
            }

            carry = Node(left, carry);
            _peaks[level] = null;
        }
    }

    /// <summary>The root; SHA-256 of nothing for an empty tree.</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        foreach (var peak in _peaks)
        {
            if (peak is not null)
                root = root is null ? peak : Node(peak, root);
        }

        return root ?? SHA256.HashData([]);
    }

    /// <summary>Root of a small tree, e.g. of the records of one commit.</summary>
    public static byte[] RootOf(IEnumerable<byte[]> contents)
    {
        var tree = new MerkleFrontier();
        foreach (var content in contents)
            tree.Add(Leaf(content));
        return tree.Root();
    }

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + 64];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[33..]);
        return SHA256.HashData(both);
    }
}
