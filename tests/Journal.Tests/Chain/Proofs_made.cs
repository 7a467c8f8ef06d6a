using MedRecords.Journal.Chain;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Chain;

public sealed class Proofs_made
{
    private const int Most = 130;

    private static readonly byte[][] Leaves = NaiveTree.Leaves(1300);

    [Fact]
    public void Name_the_subtrees_of_the_definition_for_every_leaf_of_every_size()
    {
        for (var size = 1; size <= Most; size++)
        {
            for (var leaf = 0; leaf < size; leaf++)
                Assert.Equal(NaiveTree.Path(leaf, Leaves.AsSpan(0, size)), MerklePaths.Inclusion(leaf, size).Select(Hash));
        }
    }

    [Fact]
    public void Name_the_subtrees_of_the_definition_for_every_two_sizes()
    {
        for (var size = 1; size <= Most; size++)
        {
            for (var earlier = 1; earlier <= size; earlier++)
                Assert.Equal(NaiveTree.Subproof(earlier, Leaves.AsSpan(0, size)), MerklePaths.Consistency(earlier, size).Select(Hash));
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1024)]
    [InlineData(1300)]
    public async Task Of_a_long_log_read_a_few_blocks_again(int size)
    {
        var blocks = Filled(size);
        for (var leaf = 0; leaf < size; leaf += 97)
        {
            var read = new HashSet<long>();
            var path = new List<byte[]>();
            foreach (var range in MerklePaths.Inclusion(leaf, size))
                path.Add(await blocks.HashAsync(range, first => ReadAsync(first, read)));
            Assert.Equal(NaiveTree.Path(leaf, Leaves.AsSpan(0, size)), path);
            Assert.True(read.Count <= 1, "A path leads through one block.");
        }
    }

    [Fact]
    public async Task Hash_a_log_as_it_was_at_any_size()
    {
        var blocks = Filled(Leaves.Length);
        for (var size = 0; size <= Leaves.Length; size += 13)
            Assert.Equal(NaiveTree.Root(Leaves.AsSpan(0, size)), await blocks.HashAsync(new MerkleRange(0, size), first => ReadAsync(first, [])));
    }

    [Fact]
    public async Task Are_refused_where_a_block_is_no_longer_what_it_was()
    {
        var blocks = Filled(600);

        await Assert.ThrowsAsync<JournalDamagedException>(() => blocks.HashAsync(new MerkleRange(3, 4), first => ReadAsync(first + 1, [])));
    }

    private static MerkleBlocks Filled(int size)
    {
        var blocks = new MerkleBlocks();
        foreach (var leaf in Leaves.Take(size))
            blocks.Add(leaf);
        return blocks;
    }

    private static Task<IReadOnlyList<byte[]>> ReadAsync(long first, HashSet<long> read)
    {
        read.Add(first);
        return Task.FromResult<IReadOnlyList<byte[]>>(Leaves[(int)first..((int)first + MerkleBlocks.BlockLength)]);
    }

    private static byte[] Hash(MerkleRange range) => NaiveTree.Root(Leaves.AsSpan((int)range.Start..(int)range.End));
}
