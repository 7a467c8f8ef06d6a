using System.Buffers.Binary;
using System.Security.Cryptography;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.Journal;
using MedRecords.Journal.Chain;
using MedRecords.Journal.Contract;

namespace MedRecords.Grains.Operations;

/// <summary>
/// Signs heads of the access log: a Merkle tree (RFC 6962) whose n-th leaf is commit n, itself the root of
/// the tree over the commit's records. Who keeps a head outside can later tell whether anything before it
/// was changed, dropped or put in another order.
/// </summary>
public sealed class LogHeads(SealedJournal journal) : IDisposable
{
    private const int CommitsAtOnce = 500;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly MerkleFrontier _tree = new();

    /// <summary>The head over all commits so far.</summary>
    public async Task<LogHead> ReadAsync()
    {
        await _gate.WaitAsync();
        try
        {
            while (true)
            {
                var page = await journal.Store.ReadCommitsAsync(_tree.Size, CommitsAtOnce, CancellationToken.None);
                foreach (var commit in page)
                    _tree.Add(LeafOf(commit));
                if (page.Count < CommitsAtOnce)
                    return Sign(_tree.Size, _tree.Root());
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Compares a head that was kept with the log as it is. Recomputes the tree over the commits that the head covers,
    /// beside others who do so.
    /// </summary>
    public async Task<HeadCheck> CheckAsync(LogHead head)
    {
        var commits = await journal.Store.ReadLastCommitAsync(CancellationToken.None);
        using (var key = journal.Keys.OpenSigningKey())
        {
            if (head.Size < 0 || !key.VerifyData(SignedPart(head.Size, head.Root), head.Signature, HashAlgorithmName.SHA256))
                return new HeadCheck(HeadState.NotOurs, commits);
        }

        if (head.Size > commits)
            return new HeadCheck(HeadState.Lost, commits);
        var root = await ReadRootAsync(head.Size);
        return new HeadCheck(root.AsSpan().SequenceEqual(head.Root) ? HeadState.Consistent : HeadState.Different, commits);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<byte[]> ReadRootAsync(long size)
    {
        var tree = new MerkleFrontier();
        while (tree.Size < size)
        {
            foreach (var commit in await journal.Store.ReadCommitsAsync(tree.Size, (int)Math.Min(CommitsAtOnce, size - tree.Size), CancellationToken.None))
                tree.Add(LeafOf(commit));
        }

        return tree.Root();
    }

    private static byte[] LeafOf(StoredCommit commit) => MerkleFrontier.Leaf(MerkleFrontier.RootOf(commit.Records));

    private LogHead Sign(long size, byte[] root)
    {
        using var key = journal.Keys.OpenSigningKey();
        return new LogHead(size, root, key.SignData(SignedPart(size, root), HashAlgorithmName.SHA256), key.ExportSubjectPublicKeyInfo());
    }

    private static byte[] SignedPart(long size, byte[] root)
    {
        var signed = new byte[8 + root.Length];
        BinaryPrimitives.WriteInt64BigEndian(signed, size);
        root.CopyTo(signed, 8);
        return signed;
    }
}
