using System.Numerics;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Chain;

/// <summary>
/// What is kept of a long Merkle tree so that any of its subtrees is hashed without reading it all: roots of blocks of
/// 256 leaves and of the subtrees above them, 64 bytes for 256 leaves (25 MB for 100 million), and the leaves of the
/// block that is not full. A subtree within a block costs reading that block's leaves again.
/// </summary>
public sealed class MerkleBlocks
{
    /// <summary>Leaves of a block.</summary>
    public const int BlockLength = 256;

    private readonly List<HashList> _levels = [];
    private readonly List<byte[]> _unfinished = [];

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf by its hash.</summary>
    public void Add(byte[] leaf)
    {
        Size++;
        _unfinished.Add(leaf);
        if (_unfinished.Count < BlockLength)
            return;
        AddRoot(RootOf(_unfinished));
        _unfinished.Clear();
    }

    /// <summary>The hash over leaves that are a subtree of the tree at some size, at most today's.</summary>
    /// <param name="range">The leaves: 0 to a size, or what <see cref="MerklePaths"/> names.</param>
    /// <param name="read">Reads the leaves of a full block again, from the number of its first leaf on.</param>
    public async Task<byte[]> HashAsync(MerkleRange range, Func<long, Task<IReadOnlyList<byte[]>>> read)
    {
        var length = range.End - range.Start;
        if (length == 0)
            return MerkleHash.Empty;
        if (length >= BlockLength && BitOperations.IsPow2(length))
            return _levels[BitOperations.Log2((ulong)(length / BlockLength))][(int)(range.Start / length)];
        if (length < BlockLength)
        {
            var first = range.Start / BlockLength * BlockLength;
            return RootOf((await ReadBlockAsync(first, read)).Skip((int)(range.Start - first)).Take((int)length));
        }

        var middle = range.Start + MerklePaths.Split(length);
        var left = await HashAsync(range with { End = middle }, read);
        var right = await HashAsync(range with { Start = middle }, read);
        return MerkleHash.Node(left, right);
    }

    private async Task<IReadOnlyList<byte[]>> ReadBlockAsync(long first, Func<long, Task<IReadOnlyList<byte[]>>> read)
    {
        if (first == Size - _unfinished.Count)
            return _unfinished;
        var leaves = await read(first);
        return RootOf(leaves).AsSpan().SequenceEqual(_levels[0][(int)(first / BlockLength)])
            ? leaves
            : throw new JournalDamagedException($"Commits {first + 1} to {first + BlockLength} are not what they were when this process first read them. Keep the journal as it is, and look at the operator's guide.");
    }

    private void AddRoot(byte[] root)
    {
        for (var level = 0; ; level++)
        {
            if (level == _levels.Count)
                _levels.Add(new HashList());
            var hashes = _levels[level];
            hashes.Add(root);
            if (hashes.Count % 2 == 1)
                return;
            root = MerkleHash.Node(hashes[hashes.Count - 2], root);
        }
    }

    private static byte[] RootOf(IEnumerable<byte[]> leaves)
    {
        var tree = new MerkleFrontier();
        foreach (var leaf in leaves)
            tree.Add(leaf);
        return tree.Root();
    }

    /// <summary>Hashes one after the other, without an object for each.</summary>
    private sealed class HashList
    {
        private byte[] _bytes = new byte[MerkleHash.Length];

        public int Count { get; private set; }

        public byte[] this[int index] => _bytes.AsSpan(index * MerkleHash.Length, MerkleHash.Length).ToArray();

        public void Add(byte[] hash)
        {
            if ((Count + 1) * MerkleHash.Length > _bytes.Length)
                Array.Resize(ref _bytes, _bytes.Length * 2);
            hash.CopyTo(_bytes, Count++ * MerkleHash.Length);
        }
    }
}
