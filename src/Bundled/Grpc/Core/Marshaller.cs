using System.Buffers;

namespace Grpc.Core;

/// <summary>Turns messages into bytes and back.</summary>
public class Marshaller<T>(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
{
    /// <summary>Writes a message into a context.</summary>
    public Action<T, SerializationContext> ContextualSerializer => serializer;

    /// <summary>Reads a message from a context.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer => deserializer;
}

/// <summary>Makes marshallers.</summary>
public static class Marshallers
{
    /// <summary>Makes a marshaller of a writing and a reading function.</summary>
    public static Marshaller<T> Create<T>(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer) =>
        new(serializer, deserializer);
}

/// <summary>Where a message is written to.</summary>
public abstract class SerializationContext
{
    /// <summary>Announces how many bytes will follow.</summary>
    public abstract void SetPayloadLength(int payloadLength);

    /// <summary>The place for the bytes.</summary>
    public abstract IBufferWriter<byte> GetBufferWriter();

    /// <summary>Ends a message written to the buffer writer.</summary>
    public abstract void Complete();

    /// <summary>Hands over a whole message.</summary>
    public abstract void Complete(byte[] payload);
}

/// <summary>Where a message is read from; valid only during the read.</summary>
public abstract class DeserializationContext
{
    /// <summary>The message's size in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The message in a new array.</summary>
    public abstract byte[] PayloadAsNewBuffer();

    /// <summary>The message where it was received.</summary>
    public abstract ReadOnlySequence<byte> PayloadAsReadOnlySequence();
}
