using System.Numerics;

namespace MedRecords.Journal.Chain;

/// <summary>Leaves next to one another whose subtree has a hash in the tree.</summary>
/// <param name="Start">The first leaf, from 0.</param>
/// <param name="End">The leaf after the last.</param>
public readonly record struct MerkleRange(long Start, long End);

/// <summary>
/// Which subtrees prove what of a Merkle tree (RFC 6962, sections 2.1.1 and 2.1.2). It names them and hashes nothing:
/// whoever has the tree looks their hashes up.
/// </summary>
public static class MerklePaths
{
    /// <summary>The subtrees whose hashes lead from a leaf to the root, from the leaf up.</summary>
    /// <param name="leaf">The leaf, from 0.</param>
    /// <param name="size">Leaves of the tree, more than <paramref name="leaf"/>.</param>
    public static IReadOnlyList<MerkleRange> Inclusion(long leaf, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leaf);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, size);
        var path = new List<MerkleRange>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            var isLeft = leaf < middle;
            path.Add(isLeft ? new MerkleRange(middle, end) : new MerkleRange(start, middle));
            (start, end) = isLeft ? (start, middle) : (middle, end);
        }

        path.Reverse();
        return path;
    }

    /// <summary>The subtrees whose hashes show that a tree begins with all leaves of an earlier one; none for an earlier one that is empty or the same.</summary>
    /// <param name="earlier">Leaves of the earlier tree, at most <paramref name="size"/>.</param>
    /// <param name="size">Leaves of the tree.</param>
    public static IReadOnlyList<MerkleRange> Consistency(long earlier, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, size);
        var path = new List<MerkleRange>();
        if (earlier == 0)
            return path;
        var (start, end) = (0L, size);
        while (end != earlier)
        {
            var middle = start + Split(end - start);
            var isLeft = earlier <= middle;
            path.Add(isLeft ? new MerkleRange(middle, end) : new MerkleRange(start, middle));
            (start, end) = isLeft ? (start, middle) : (middle, end);
        }

        // Where the earlier tree is one subtree of this one, its root is known to whoever asks.
        if (start > 0)
            path.Add(new MerkleRange(start, end));
        path.Reverse();
        return path;
    }

    /// <summary>Where a tree of so many leaves, at least two, parts: the largest power of two below their number.</summary>
    internal static long Split(long leaves) => 1L << BitOperations.Log2((ulong)(leaves - 1));
}
