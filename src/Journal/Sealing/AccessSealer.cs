using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// Seals access records. Each process takes a random epoch at start, derives a key of its own from it and
/// counts its nonces, because random nonces under one key would run out (NIST SP 800-38D, section 8.3) at
/// the rate at which accesses come. Layout after the record's open part: epoch (16), counter (8),
/// ciphertext, tag (16); additional data is everything before the ciphertext.
/// </summary>
public sealed class AccessSealer(DataKey logKey)
{
    private const int EpochLength = 16;
    private const int PrefixLength = CommitRecord.OpenLength + EpochLength + 8;
    private const int TagLength = DataKey.TagLength;

    private readonly byte[] _epoch = RandomNumberGenerator.GetBytes(EpochLength);
    private readonly ConcurrentDictionary<string, DataKey> _keys = new();

    /// <summary>One cipher a thread, since every call seals here.</summary>
    private readonly ThreadLocal<DataKey?> _key = new();
    private long _counter;

    /// <summary>Builds one record of a commit.</summary>
    public byte[] Seal(HistoryId history, int events, long firstVersion, ReadOnlySpan<byte> head, IMessage access)
    {
        var length = access.CalculateSize();
        var record = new byte[PrefixLength + length + TagLength];
        CommitRecord.WriteOpen(record, history, events, firstVersion, head);
        var counter = Interlocked.Increment(ref _counter);
        _epoch.CopyTo(record, CommitRecord.OpenLength);
        BinaryPrimitives.WriteInt64BigEndian(record.AsSpan(PrefixLength - 8), counter);
        var text = record.AsSpan(PrefixLength, length);
        access.WriteTo(text);
        Span<byte> nonce = stackalloc byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], counter);
        var key = _key.Value ??= new DataKey(EpochKey(_epoch).Bytes);
        key.Encrypt(nonce, text, record.AsSpan(PrefixLength + length), record.AsSpan(0, PrefixLength));
        return record;
    }

    /// <summary>Opens the access record in a record of a commit; throws <see cref="JournalDamagedException"/> where it was altered.</summary>
    public byte[] Open(ReadOnlySpan<byte> record)
    {
        if (record.Length < PrefixLength + TagLength)
            throw Damaged();
        Span<byte> nonce = stackalloc byte[12];
        nonce.Clear();
        record.Slice(PrefixLength - 8, 8).CopyTo(nonce[4..]);
        var plain = new byte[record.Length - PrefixLength - TagLength];
        return EpochKey(record.Slice(CommitRecord.OpenLength, EpochLength)).TryDecrypt(nonce, record[PrefixLength..^TagLength], record[^TagLength..], plain, record[..PrefixLength])
            ? plain
            : throw Damaged();
    }

    private DataKey EpochKey(ReadOnlySpan<byte> epoch)
    {
        var salt = epoch.ToArray();
        return _keys.GetOrAdd(Convert.ToHexString(salt), _ => logKey.Derive("access record", salt));
    }

    private static JournalDamagedException Damaged() =>
        new("A record of the access log does not open: it was altered. Restore the journal from a backup.");
}
