using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using MedRecords.Journal.Chain;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;

namespace MedRecords.Grains.Feed;

/// <summary>
/// A place in the feed: a commit, a record within it and an event within that. Its text form is signed, so
/// that a token of another service, or one made up, is known for what it is, and has a mark of what the commit
/// holds, so that one from a state of the journal that was lost is known too.
/// </summary>
/// <param name="Commit">Number of the commit; 0 before the first.</param>
/// <param name="Record">How many of its records have been passed.</param>
/// <param name="Event">How many events of the next record have been passed.</param>
/// <param name="Mark">The first 8 bytes of the commit's Merkle root; 0 before the first commit, and in tokens of the first form, which have none.</param>
public readonly record struct FeedToken(long Commit, int Record, int Event, ulong Mark)
{
    private const int PlaceLength = 16;
    private const int MarkLength = 8;
    private const int SignatureLength = 8;
    private const int Length = PlaceLength + MarkLength + SignatureLength;
    private const int FirstFormLength = PlaceLength + SignatureLength;

    /// <summary>The place after a whole commit.</summary>
    public static FeedToken After(StoredCommit commit) => new(commit.Number, int.MaxValue, 0, MarkOf(commit));

    /// <summary>The mark of what a commit holds.</summary>
    public static ulong MarkOf(StoredCommit commit) => BinaryPrimitives.ReadUInt64BigEndian(MerkleFrontier.RootOf(commit.Records));

    /// <summary>Whether the journal that has this commit is the one that the token is of.</summary>
    public bool IsOf(StoredCommit commit) => Commit == commit.Number && (Mark == 0 || Mark == MarkOf(commit));

    /// <summary>The text form.</summary>
    public string Write(TermHasher hasher)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Commit);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], Record);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], Event);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[PlaceLength..], Mark);
        Sign(bytes[..^SignatureLength], hasher).CopyTo(bytes[^SignatureLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the text form; false where it is not one of ours.</summary>
    public static bool TryRead(string text, TermHasher hasher, out FeedToken token)
    {
        token = default;
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length > Base64Url.GetEncodedLength(Length)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done
            || length is not (Length or FirstFormLength))
            return false;
        bytes = bytes[..length];
        if (!CryptographicOperations.FixedTimeEquals(Sign(bytes[..^SignatureLength], hasher), bytes[^SignatureLength..]))
            return false;
        token = new FeedToken(
            BinaryPrimitives.ReadInt64BigEndian(bytes),
            BinaryPrimitives.ReadInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[12..]),
            length == Length ? BinaryPrimitives.ReadUInt64BigEndian(bytes[PlaceLength..]) : 0);
        return true;
    }

    private static ReadOnlySpan<byte> Sign(ReadOnlySpan<byte> body, TermHasher hasher) =>
        hasher.Hash("feed token", Convert.ToHexString(body)).AsSpan(0, SignatureLength);
}
