using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>What can be wrong with received messages.</summary>
internal static class MessageReader
{
    public const int PrefixLength = 5;

    public static readonly Status TooLarge = new(StatusCode.ResourceExhausted, "The received message is larger than the limit.");
    public static readonly Status Incomplete = new(StatusCode.Internal, "The message is incomplete.");
    public static readonly Status Additional = new(StatusCode.Internal, "More than one message was received.");
    public static readonly Status Malformed = new(StatusCode.Internal, "The message is malformed.");
}

/// <summary>Takes messages out of a pipe, straight from the memory they were received in.</summary>
internal sealed class MessageReader<T>(PipeReader pipe, Marshaller<T> marshaller, int? maxBytes, string? encoding) where T : class
{
    private bool _ended;

    /// <summary>Waits for the next message; null at the end.</summary>
    public ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_ended && pipe.TryRead(out var received))
            if (TryTake(received, out var message))
                return new(message);
        return _ended ? default : WaitAsync(cancellationToken);
    }

    /// <summary>Waits for a message after which the stream ends.</summary>
    public ValueTask<T> ReadSoleAsync(CancellationToken cancellationToken)
    {
        var first = ReadAsync(cancellationToken);
        return first.IsCompletedSuccessfully && _ended && first.Result is { } sole ? new(sole) : FinishAsync(first);

        async ValueTask<T> FinishAsync(ValueTask<T?> first)
        {
            var message = await first.ConfigureAwait(false) ?? throw new RpcException(MessageReader.Incomplete);
            return await ReadAsync(cancellationToken).ConfigureAwait(false) is null ? message : throw new RpcException(MessageReader.Additional);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T?> WaitAsync(CancellationToken cancellationToken)
    {
        T? message;
        while (!TryTake(await pipe.ReadAsync(cancellationToken).ConfigureAwait(false), out message))
            continue;
        return message;
    }

    /// <summary>Takes a message, or null for the end; false if more must be received first.</summary>
    private bool TryTake(ReadResult result, out T? message)
    {
        var buffer = result.Buffer;
        var (consumed, examined) = (buffer.End, buffer.End);
        message = null;
        try
        {
            if (TryReadPrefix(buffer, out var compressed, out var length) && buffer.Length - MessageReader.PrefixLength >= length)
            {
                var payload = buffer.Slice(MessageReader.PrefixLength, length);
                message = Deserialize(compressed ? Decompress(payload) : payload);
                consumed = examined = payload.End;
                _ended = result.IsCompleted && buffer.Length == MessageReader.PrefixLength + length;
                return true;
            }
            if (!result.IsCompleted)
            {
                consumed = buffer.Start;
                return false;
            }
            _ended = true;
            return buffer.IsEmpty ? true : throw new RpcException(MessageReader.Incomplete);
        }
        finally
        {
            pipe.AdvanceTo(consumed, examined);
        }
    }

    private bool TryReadPrefix(in ReadOnlySequence<byte> buffer, out bool compressed, out uint length)
    {
        (compressed, length) = (false, 0);
        if (buffer.Length < MessageReader.PrefixLength)
            return false;
        Span<byte> prefix = stackalloc byte[MessageReader.PrefixLength];
        buffer.Slice(0, MessageReader.PrefixLength).CopyTo(prefix);
        compressed = prefix[0] <= 1 ? prefix[0] == 1 : throw new RpcException(MessageReader.Malformed);
        length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= (maxBytes ?? int.MaxValue) ? true : throw new RpcException(MessageReader.TooLarge);
    }

    private ReadOnlySequence<byte> Decompress(ReadOnlySequence<byte> payload)
    {
        if (encoding is null or "identity")
            throw new RpcException(MessageReader.Malformed);
        if (encoding != Gzip.Name)
            throw new RpcException(new Status(StatusCode.Unimplemented, $"The encoding '{encoding}' is not one of: {Gzip.Accepted}."));
        try
        {
            return Gzip.Decompress(payload, maxBytes ?? int.MaxValue);
        }
        catch (InvalidDataException e)
        {
            throw new RpcException(new Status(MessageReader.Malformed.StatusCode, MessageReader.Malformed.Detail, e));
        }
    }

    private T Deserialize(in ReadOnlySequence<byte> payload)
    {
        try
        {
            return marshaller.ContextualDeserializer(Payload.Of(payload));
        }
        catch (Exception e) when (e is not (OutOfMemoryException or RpcException))
        {
            throw new RpcException(new Status(MessageReader.Malformed.StatusCode, MessageReader.Malformed.Detail, e));
        }
    }
}
