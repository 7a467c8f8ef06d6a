using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using MedRecords.Journal.Sealing;

namespace MedRecords.Grains.Feed;

/// <summary>
/// A place in the feed: a commit, a record within it and an event within that. Its text form is signed, so
/// that a token of another service, or one made up, is known for what it is.
/// </summary>
/// <param name="Commit">Number of the commit; 0 before the first.</param>
/// <param name="Record">How many of its records have been passed.</param>
/// <param name="Event">How many events of the next record have been passed.</param>
public readonly record struct FeedToken(long Commit, int Record, int Event)
{
    private const int BodyLength = 16;
    private const int SignatureLength = 8;

    /// <summary>The place after a whole commit.</summary>
    public static FeedToken After(long commit) => new(commit, int.MaxValue, 0);

    /// <summary>The text form.</summary>
    public string Write(TermHasher hasher)
    {
        Span<byte> bytes = stackalloc byte[BodyLength + SignatureLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Commit);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], Record);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], Event);
        Sign(bytes[..BodyLength], hasher).CopyTo(bytes[BodyLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the text form; false where it is not one of ours.</summary>
    public static bool TryRead(string text, TermHasher hasher, out FeedToken token)
    {
        token = default;
        Span<byte> bytes = stackalloc byte[BodyLength + SignatureLength];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != bytes.Length)
            return false;
        if (!CryptographicOperations.FixedTimeEquals(Sign(bytes[..BodyLength], hasher), bytes[BodyLength..]))
            return false;
        token = new FeedToken(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[8..]), BinaryPrimitives.ReadInt32BigEndian(bytes[12..]));
        return true;
    }

    private static ReadOnlySpan<byte> Sign(ReadOnlySpan<byte> body, TermHasher hasher) =>
        hasher.Hash("feed token", Convert.ToHexString(body)).AsSpan(0, SignatureLength);
}
