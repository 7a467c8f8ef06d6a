using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>A received message; one object a thread is enough, for reading a message never waits.</summary>
internal sealed class Payload : DeserializationContext
{
    [ThreadStatic]
    private static Payload? _current;
    private ReadOnlySequence<byte> _bytes;

    public override int PayloadLength => (int)_bytes.Length;

    public override byte[] PayloadAsNewBuffer() => _bytes.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _bytes;

    public static Payload Of(in ReadOnlySequence<byte> bytes)
    {
        var payload = _current ??= new();
        payload._bytes = bytes;
        return payload;
    }
}
