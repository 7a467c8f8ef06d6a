using System.Buffers.Binary;
using System.Security.Cryptography;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.Journal;
using MedRecords.Journal.Chain;

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
                    _tree.Add(MerkleFrontier.Leaf(MerkleFrontier.RootOf(commit.Records)));
                if (page.Count < CommitsAtOnce)
                    return Sign(_tree.Size, _tree.Root());
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private LogHead Sign(long size, byte[] root)
    {
        var signed = new byte[8 + root.Length];
        BinaryPrimitives.WriteInt64BigEndian(signed, size);
        root.CopyTo(signed, 8);
        using var key = journal.Keys.OpenSigningKey();
        return new LogHead(size, root, key.SignData(signed, HashAlgorithmName.SHA256), key.ExportSubjectPublicKeyInfo());
    }
}
