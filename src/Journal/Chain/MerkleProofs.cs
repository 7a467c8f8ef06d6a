using System.Numerics;

namespace MedRecords.Journal.Chain;

/// <summary>
/// Checks proofs of a Merkle tree with nothing but the roots (RFC 9162, sections 2.1.3.2 and 2.1.4.2). A proof of
/// another length than the tree's size asks for is no proof.
/// </summary>
public static class MerkleProofs
{
    /// <summary>Whether a leaf is the one at an index of the tree with this root.</summary>
    /// <param name="leaf">Hash of the leaf, 32 bytes.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="path">The proof: hashes from the leaf up.</param>
    /// <param name="root">The tree's root, 32 bytes.</param>
    public static bool IsIncluded(ReadOnlySpan<byte> leaf, long index, long size, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leaf.Length != MerkleHash.Length || !AreHashes(path))
            return false;
        var (place, last) = (index, size - 1);
        var hash = leaf.ToArray();
        foreach (var sibling in path)
        {
            if (last == 0)
                return false;
            if (IsRight(place, last))
            {
                hash = MerkleHash.Node(sibling, hash);
                Rise(ref place, ref last);
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether a tree begins with all leaves of an earlier one.</summary>
    /// <param name="earlier">Leaves of the earlier tree.</param>
    /// <param name="earlierRoot">Its root, 32 bytes.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="root">Its root, 32 bytes.</param>
    /// <param name="path">The proof; empty where the earlier tree is empty or the same.</param>
    public static bool IsExtended(long earlier, ReadOnlySpan<byte> earlierRoot, long size, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> path)
    {
        if (earlier < 0 || earlier > size || earlierRoot.Length != MerkleHash.Length || root.Length != MerkleHash.Length || !AreHashes(path))
            return false;
        if (earlier == 0)
            return path.Count == 0 && earlierRoot.SequenceEqual(MerkleHash.Empty);
        if (earlier == size)
            return path.Count == 0 && earlierRoot.SequenceEqual(root);
        return path.Count > 0 && LeadsToBoth(earlier, earlierRoot, size, root, path);
    }

    private static bool LeadsToBoth(long earlier, ReadOnlySpan<byte> earlierRoot, long size, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> path)
    {
        // An earlier tree that is one whole subtree of this one is where the path begins.
        var isSubtree = BitOperations.IsPow2(earlier);
        var (place, last) = (earlier - 1, size - 1);
        while ((place & 1) == 1)
            (place, last) = (place >> 1, last >> 1);
        var before = isSubtree ? earlierRoot.ToArray() : path[0];
        var now = before;
        foreach (var sibling in path.Skip(isSubtree ? 0 : 1))
        {
            if (last == 0)
                return false;
            if (IsRight(place, last))
            {
                (before, now) = (MerkleHash.Node(sibling, before), MerkleHash.Node(sibling, now));
                Rise(ref place, ref last);
            }
            else
            {
                now = MerkleHash.Node(now, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && earlierRoot.SequenceEqual(before) && root.SequenceEqual(now);
    }

    private static bool IsRight(long place, long last) => (place & 1) == 1 || place == last;

    /// <summary>Passes over the levels at which the right edge has no sibling.</summary>
    private static void Rise(ref long place, ref long last)
    {
        while ((place & 1) == 0 && place != 0)
            (place, last) = (place >> 1, last >> 1);
    }

    private static bool AreHashes(IReadOnlyList<byte[]> path) => path.All(hash => hash.Length == MerkleHash.Length);
}
