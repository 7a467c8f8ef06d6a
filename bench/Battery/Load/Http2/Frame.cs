using System.Buffers.Binary;

namespace MedRecords.Battery.Load.Http2;

/// <summary>The nine bytes before a frame's payload.</summary>
/// <param name="Length">Length of the payload.</param>
/// <param name="Type">Type.</param>
/// <param name="Flags">Flags.</param>
/// <param name="Stream">Stream; 0 for the connection.</param>
internal readonly record struct Frame(int Length, FrameType Type, FrameFlags Flags, int Stream)
{
    /// <summary>Length of the header itself.</summary>
    public const int HeaderLength = 9;

    /// <summary>The longest payload, unless the peer allows more.</summary>
    public const int MaxLength = 16384;

    /// <summary>Reads a header.</summary>
    public static Frame Read(ReadOnlySpan<byte> bytes) => new(
        (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes) >> 8),
        (FrameType)bytes[3],
        (FrameFlags)bytes[4],
        (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) & 0x7FFFFFFF));

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, ((uint)Length << 8) | (byte)Type);
        destination[4] = (byte)Flags;
        BinaryPrimitives.WriteInt32BigEndian(destination[5..], Stream);
    }
}
