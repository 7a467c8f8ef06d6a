using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Puts messages into a buffer, prefix and body in one; one object a thread is enough, for writing a message never waits.</summary>
internal sealed class MessageWriter : SerializationContext
{
    private static readonly Status TooLarge = new(StatusCode.ResourceExhausted, "The message to send is larger than the limit.");

    [ThreadStatic]
    private static MessageWriter? _current;
    private IBufferWriter<byte> _output = null!;
    private CompressionLevel? _level;
    private int _maxBytes;
    private ArrayBufferWriter<byte>? _staged;
    private int? _length;

    /// <summary>Writes a message; the caller flushes.</summary>
    public static void Write<T>(T message, Marshaller<T> marshaller, IBufferWriter<byte> output, int? maxBytes, CompressionLevel? level)
    {
        var writer = _current ??= new();
        (writer._output, writer._maxBytes, writer._level) = (output, maxBytes ?? int.MaxValue, level);
        try
        {
            marshaller.ContextualSerializer(message, writer);
        }
        finally
        {
            (writer._output, writer._staged, writer._length) = (null!, null, null);
        }
    }

    public override void SetPayloadLength(int payloadLength) => _length = payloadLength <= _maxBytes ? payloadLength : throw new RpcException(TooLarge);

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_length is null || _level is not null)
            return _staged = new ArrayBufferWriter<byte>(Math.Max(16, _length ?? 0));
        WritePrefix(compressed: false, _length.Value);
        return _output;
    }

    public override void Complete()
    {
        if (_staged is not null)
            WriteWhole(_staged.WrittenSpan);
    }

    public override void Complete(byte[] payload) => WriteWhole(payload);

    private void WriteWhole(ReadOnlySpan<byte> message)
    {
        SetPayloadLength(message.Length);
        var body = _level is { } level ? Gzip.Compress(message, level) : message;
        WritePrefix(_level is not null, body.Length);
        _output.Write(body);
    }

    private void WritePrefix(bool compressed, int length)
    {
        var prefix = _output.GetSpan(MessageReader.PrefixLength);
        prefix[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
        _output.Advance(MessageReader.PrefixLength);
    }
}
