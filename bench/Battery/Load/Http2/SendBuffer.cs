using System.Buffers.Binary;
using System.Net.Sockets;

namespace MedRecords.Battery.Load.Http2;

/// <summary>Frames that wait to be sent.</summary>
internal sealed class SendBuffer
{
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Room for so many more bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        return _bytes.AsSpan(_length, count);
    }

    /// <summary>Takes bytes that were written to the room reserved.</summary>
    public void Advance(int count) => _length += count;

    /// <summary>Adds bytes as they are.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Adds a frame.</summary>
    public void AddFrame(FrameType type, FrameFlags flags, int stream, ReadOnlySpan<byte> payload)
    {
        new Frame(payload.Length, type, flags, stream).Write(Reserve(Frame.HeaderLength));
        Advance(Frame.HeaderLength);
        Add(payload);
    }

    /// <summary>Adds a WINDOW_UPDATE for the connection.</summary>
    public void AddWindowUpdate(int increment)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, increment);
        AddFrame(FrameType.WindowUpdate, FrameFlags.None, 0, payload);
    }

    /// <summary>Sends as much as the socket takes now; false where the connection is broken.</summary>
    public bool TrySend(Socket socket)
    {
        if (_length == 0)
            return true;
        var sent = socket.Send(_bytes.AsSpan(0, _length), SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
            return false;
        sent = error == SocketError.Success ? sent : 0;
        _bytes.AsSpan(sent, _length - sent).CopyTo(_bytes);
        _length -= sent;
        return true;
    }
}
