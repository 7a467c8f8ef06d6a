using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>The one message encoding besides none.</summary>
internal static class Gzip
{
    public const string Name = "gzip";
    public const string Accepted = "identity,gzip";

    public static ArraySegment<byte> Compress(ReadOnlySpan<byte> message, CompressionLevel level)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level, leaveOpen: true))
            gzip.Write(message);
        return new(compressed.GetBuffer(), 0, (int)compressed.Length);
    }

    /// <summary>Decompresses a message, and stops as soon as it outgrows the limit.</summary>
    public static ReadOnlySequence<byte> Decompress(ReadOnlySequence<byte> message, int maxBytes)
    {
        using var gzip = new GZipStream(new MemoryStream(message.ToArray()), CompressionMode.Decompress);
        var plain = new ArrayBufferWriter<byte>(Math.Max(256, (int)message.Length * 2));
        for (int read; (read = gzip.Read(plain.GetSpan(1))) > 0; plain.Advance(read))
            if (plain.WrittenCount > maxBytes - read)
                throw new RpcException(MessageReader.TooLarge);
        return new(plain.WrittenMemory);
    }
}
