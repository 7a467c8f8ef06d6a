using System.Buffers.Binary;

namespace MedRecords.Testing.BadInput;

/// <summary>Length-prefixed messages, as gRPC over HTTP/2 carries them.</summary>
internal static class Frames
{
    private const int PrefixBytes = 5;

    /// <summary>A message with its prefix.</summary>
    /// <param name="message">The message's bytes.</param>
    /// <param name="flag">The first byte: 0 for plain, 1 for compressed.</param>
    /// <param name="length">What the prefix says; the message's own length where nothing else is given.</param>
    public static byte[] Of(byte[] message, byte flag = 0, uint? length = null)
    {
        var frame = new byte[PrefixBytes + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length ?? (uint)message.Length);
        message.CopyTo(frame, PrefixBytes);
        return frame;
    }

    /// <summary>The messages in whole frames.</summary>
    public static IEnumerable<byte[]> Read(byte[] bytes)
    {
        for (var at = 0; at + PrefixBytes <= bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 1));
            if (at + PrefixBytes + length > bytes.Length)
                yield break;
            yield return bytes[(at + PrefixBytes)..(at + PrefixBytes + length)];
            at += PrefixBytes + length;
        }
    }
}
