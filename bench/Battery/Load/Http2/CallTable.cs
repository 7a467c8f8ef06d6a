using System.Buffers.Binary;

namespace MedRecords.Battery.Load.Http2;

/// <summary>
/// The calls in flight on one connection, and the verdict on each: it went well where its answer has status
/// 200, a whole message and grpc-status 0.
/// </summary>
internal sealed class CallTable(int capacity, ICallObserver observer)
{
    private const int MessageHeader = 5;
    private const byte IndexedStatus200 = 0x88;

    private readonly int[] _streams = new int[capacity];
    private readonly Call[] _calls = new Call[capacity];
    private byte[] _lastGoodTrailers = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether another one fits in.</summary>
    public bool HasRoom => Count < _streams.Length;

    /// <summary>Takes a call.</summary>
    public void Add(int stream, long now)
    {
        var index = IndexOf(0);
        _streams[index] = stream;
        _calls[index] = new Call { SentAt = now };
        Count++;
    }

    /// <summary>Takes a DATA frame.</summary>
    public void TakeData(Frame frame, long now)
    {
        if (IndexOf(frame.Stream) is not (>= 0 and var index))
            return;
        _calls[index].Received += frame.Length;
        if ((frame.Flags & FrameFlags.EndStream) != 0)
            End(index, "The answer has no trailers.", now);
    }

    /// <summary>Takes a HEADERS frame: the answer's headers, or its trailers.</summary>
    public void TakeHeaders(Frame frame, ReadOnlySpan<byte> block, long now)
    {
        if (IndexOf(frame.Stream) is not (>= 0 and var index))
            return;
        if ((frame.Flags & FrameFlags.EndStream) != 0)
            End(index, CheckTrailers(_calls[index], block), now);
        else
            _calls[index].Accepted = block[0] == IndexedStatus200 || ResponseFields.Read(block).Status == "200";
    }

    /// <summary>Takes an RST_STREAM frame.</summary>
    public void TakeReset(Frame frame, ReadOnlySpan<byte> payload, long now)
    {
        if (IndexOf(frame.Stream) is >= 0 and var index)
            End(index, $"The server reset the stream with error {BinaryPrimitives.ReadInt32BigEndian(payload)}.", now);
    }

    /// <summary>Gives up: every call has failed.</summary>
    public void FailAll(string why)
    {
        for (; Count > 0; Count--)
            observer.Failed(why);
        _streams.AsSpan().Clear();
    }

    private int IndexOf(int stream) => _streams.AsSpan().IndexOf(stream);

    private void End(int index, string? failure, long now)
    {
        if (failure is null)
            observer.Succeeded(_calls[index].SentAt, now);
        else
            observer.Failed(failure);
        _streams[index] = 0;
        Count--;
    }

    /// <summary>Null where the call went well. Good trailers are all alike, so they are read only once.</summary>
    private string? CheckTrailers(Call call, ReadOnlySpan<byte> trailers)
    {
        var isWhole = call is { Accepted: true, Received: >= MessageHeader };
        if (isWhole && trailers.SequenceEqual(_lastGoodTrailers))
            return null;
        var fields = ResponseFields.Read(trailers);
        if (fields.GrpcStatus != "0" || !isWhole)
            return $"HTTP {(call.Accepted ? "200" : fields.Status)}, {call.Received} bytes, grpc-status {fields.GrpcStatus}: {fields.GrpcMessage}";
        _lastGoodTrailers = trailers.ToArray();
        return null;
    }
}
