using System.Buffers.Binary;
using System.Diagnostics;

namespace MedRecords.Battery.Load.Http2;

/// <summary>
/// The calls in flight on one connection, and the verdict on each: it went well where its answer has status
/// 200, a whole message and grpc-status 0. A client that was refused rests for a while in its place.
/// </summary>
internal sealed class CallTable(int capacity, ICallObserver observer)
{
    private const int MessageHeader = 5;
    private const string DeadlineExceeded = "4";
    private const string Exhausted = "8";
    private const byte IndexedStatus200 = 0x88;

    private readonly int[] _streams = new int[capacity];
    private readonly Call[] _calls = new Call[capacity];
    private readonly PriorityQueue<long, long> _resting = new();
    private byte[] _lastGoodTrailers = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether another client has nothing in flight and does not rest.</summary>
    public bool HasRoom(long now)
    {
        while (_resting.TryPeek(out var until, out _) && until <= now)
            _resting.Dequeue();
        return Count + _resting.Count < _streams.Length;
    }

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
            End(index, Verdict.Failure("The answer has no trailers."), now);
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
            End(index, Verdict.Failure($"The server reset the stream with error {BinaryPrimitives.ReadInt32BigEndian(payload)}."), now);
    }

    /// <summary>Gives up: every call has failed.</summary>
    public void FailAll(string why)
    {
        for (; Count > 0; Count--)
            observer.Failed(why);
        _streams.AsSpan().Clear();
    }

    private int IndexOf(int stream) => _streams.AsSpan().IndexOf(stream);

    private void End(int index, Verdict verdict, long now)
    {
        var sentAt = _calls[index].SentAt;
        _streams[index] = 0;
        Count--;
        if (verdict.Text is null)
            observer.Succeeded(sentAt, now);
        else if (verdict.IsTurnedAway && observer.TurnedAway(sentAt, now, verdict.IsExpired, verdict.Pushback) is { } rest)
            Rest(now + (rest * Stopwatch.Frequency / 1000));
        else
            observer.Failed(verdict.Text);
    }

    private void Rest(long until) => _resting.Enqueue(until, until);

    /// <summary>Good trailers are all alike, so they are read only once.</summary>
    private Verdict CheckTrailers(Call call, ReadOnlySpan<byte> trailers)
    {
        var isWhole = call is { Accepted: true, Received: >= MessageHeader };
        if (isWhole && trailers.SequenceEqual(_lastGoodTrailers))
            return default;
        var fields = ResponseFields.Read(trailers);
        if (fields.GrpcStatus is Exhausted or DeadlineExceeded)
            return new($"grpc-status {fields.GrpcStatus}: {fields.GrpcMessage}", true, fields.GrpcStatus == DeadlineExceeded, fields.Pushback);
        if (fields.GrpcStatus != "0" || !isWhole)
            return Verdict.Failure($"HTTP {(call.Accepted ? "200" : fields.Status)}, {call.Received} bytes, grpc-status {fields.GrpcStatus}: {fields.GrpcMessage}");
        _lastGoodTrailers = trailers.ToArray();
        return default;
    }

    /// <summary>How a call ended; the default is well.</summary>
    private readonly record struct Verdict(string? Text, bool IsTurnedAway, bool IsExpired, int? Pushback)
    {
        public static Verdict Failure(string text) => new(text, false, false, null);
    }
}
