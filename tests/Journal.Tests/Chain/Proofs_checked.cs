using MedRecords.Journal.Chain;

namespace MedRecords.Journal.Tests.Chain;

public sealed class Proofs_checked
{
    private const int Most = 130;

    private static readonly byte[][] Leaves = NaiveTree.Leaves(Most);
    private static readonly byte[][] Roots = [.. Enumerable.Range(0, Most + 1).Select(size => NaiveTree.Root(Leaves.AsSpan(0, size)))];

    [Fact]
    public void Hold_for_every_leaf_of_every_size_and_for_no_other_place()
    {
        for (var size = 1; size <= Most; size++)
        {
            for (var leaf = 0; leaf < size; leaf++)
            {
                var path = NaiveTree.Path(leaf, Leaves.AsSpan(0, size));
                for (var place = 0; place <= size; place++)
                    Assert.Equal(place == leaf, MerkleProofs.IsIncluded(Leaves[leaf], place, size, path, Roots[size]));
            }
        }
    }

    [Fact]
    public void Hold_for_every_two_sizes_and_for_no_other_roots()
    {
        for (var size = 1; size <= Most; size++)
        {
            for (var earlier = 0; earlier <= size; earlier++)
            {
                var path = earlier == 0 ? [] : NaiveTree.Subproof(earlier, Leaves.AsSpan(0, size));
                Assert.True(MerkleProofs.IsExtended(earlier, Roots[earlier], size, Roots[size], path));
                Assert.False(MerkleProofs.IsExtended(earlier, Roots[(earlier + 1) % (Most + 1)], size, Roots[size], path));
                Assert.False(earlier > 0 && MerkleProofs.IsExtended(earlier, Roots[earlier], size, Roots[(size + 1) % (Most + 1)], path));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(130)]
    public void Fail_with_any_bit_flipped_any_hash_missing_or_one_too_many(int size)
    {
        var leaf = size / 3;
        var path = NaiveTree.Path(leaf, Leaves.AsSpan(0, size));

        foreach (var wrong in Spoilt(path))
            Assert.False(MerkleProofs.IsIncluded(Leaves[leaf], leaf, size, wrong, Roots[size]));
        foreach (var wrong in Spoilt([Leaves[leaf]]).Where(wrong => wrong.Length == 1))
            Assert.False(MerkleProofs.IsIncluded(wrong[0], leaf, size, path, Roots[size]));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 7)]
    [InlineData(64, 130)]
    [InlineData(65, 130)]
    [InlineData(129, 130)]
    public void Fail_between_sizes_with_any_bit_flipped_any_hash_missing_or_one_too_many(int earlier, int size)
    {
        foreach (var wrong in Spoilt(NaiveTree.Subproof(earlier, Leaves.AsSpan(0, size))))
            Assert.False(MerkleProofs.IsExtended(earlier, Roots[earlier], size, Roots[size], wrong));
    }

    [Fact]
    public void Fail_for_sizes_that_cannot_be()
    {
        Assert.False(MerkleProofs.IsIncluded(Leaves[0], 0, 0, [], Leaves[0]));
        Assert.False(MerkleProofs.IsIncluded(Leaves[0], -1, 1, [], Leaves[0]));
        Assert.False(MerkleProofs.IsExtended(2, Roots[2], 1, Roots[1], []));
        Assert.False(MerkleProofs.IsExtended(-1, Roots[1], 1, Roots[1], []));
        Assert.False(MerkleProofs.IsExtended(1, [], 1, [], []));
    }

    /// <summary>Everything near a proof that is none.</summary>
    private static IEnumerable<byte[][]> Spoilt(byte[][] path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            for (var bit = 0; bit < 8 * MerkleHash.Length; bit++)
            {
                var flipped = path[i].ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                yield return [.. path[..i], flipped, .. path[(i + 1)..]];
            }

            yield return [.. path[..i], .. path[(i + 1)..]];
            yield return [.. path[..i], path[i][..^1], .. path[(i + 1)..]];
        }

        yield return [.. path, Leaves[0]];
        yield return [Leaves[0], .. path];
    }
}
