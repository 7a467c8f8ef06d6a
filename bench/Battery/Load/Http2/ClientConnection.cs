using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MedRecords.Battery.Load.Http2;

/// <summary>
/// One connection over cleartext HTTP/2 that keeps a number of unary gRPC calls in flight. It never waits:
/// whoever polls the socket calls <see cref="Receive"/> and <see cref="Send"/>.
/// </summary>
internal sealed class ClientConnection : IDisposable
{
    private const int InitialWindow = 65535;
    private const int MessageHeader = 5;
    private const int LargestWindow = int.MaxValue;
    private static readonly byte[] _preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    private readonly IRequestSource _source;
    private readonly ICallObserver _observer;
    private readonly HeaderBlock _headers;
    private readonly SendBuffer _output = new();
    private readonly byte[] _input = new byte[128 * 1024];
    private readonly CallTable _calls;
    private int _inputLength;
    private int _nextStream = 1;
    private int _sendWindow = InitialWindow;
    private int _consumed;
    private bool _started;

    public ClientConnection(IPEndPoint server, HeaderBlock headers, IRequestSource source, int streams, ICallObserver observer)
    {
        if (source.LongestMessage + MessageHeader > Frame.MaxLength)
            throw new ArgumentException($"A message of {source.LongestMessage} bytes does not fit into one frame.", nameof(source));
        (_source, _observer, _headers) = (source, observer, headers);
        _calls = new CallTable(streams, observer);
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(server);
        Socket.Blocking = false;
        _output.Add(_preface);
        _output.AddFrame(FrameType.Settings, FrameFlags.None, 0, Settings());
        _output.AddWindowUpdate(LargestWindow - InitialWindow);
    }

    /// <summary>The socket, to be polled.</summary>
    public Socket Socket { get; }

    /// <summary>Whether the connection can still be used.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Calls that have no answer yet.</summary>
    public int InFlight => _calls.Count;

    /// <summary>Whether something waits to be sent.</summary>
    public bool WantsToSend => IsOpen && !_output.IsEmpty;

    /// <summary>Reads what has come, and answers each end of a call by the next call.</summary>
    public void Receive()
    {
        var count = Socket.Receive(_input.AsSpan(_inputLength), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return;
        if (error != SocketError.Success || count == 0)
        {
            Close($"The connection ended: {(count == 0 ? "closed by the server" : error)}.");
            return;
        }

        _inputLength += count;
        var now = Stopwatch.GetTimestamp();
        var offset = 0;
        while (TryReadFrame(_input.AsSpan(offset, _inputLength - offset), now, out var length))
            offset += length;
        _input.AsSpan(offset, _inputLength - offset).CopyTo(_input);
        _inputLength -= offset;
        if (_started)
            StartCalls(now);
    }

    /// <summary>Starts calls that are due, where nothing else gives occasion to.</summary>
    public void StartDue()
    {
        if (_started)
            StartCalls(Stopwatch.GetTimestamp());
    }

    /// <summary>Sends what waits, as far as the socket takes it.</summary>
    public void Send()
    {
        if (!_output.TrySend(Socket))
            Close("The connection broke while sending.");
    }

    /// <summary>Gives up: every call in flight has failed.</summary>
    public void Close(string why)
    {
        IsOpen = false;
        _calls.FailAll(why);
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();

    private static byte[] Settings()
    {
        const ushort HeaderTableSize = 1, EnablePush = 2, InitialWindowSize = 4;
        var payload = new byte[18];
        Write(payload, HeaderTableSize, 0);
        Write(payload.AsSpan(6), EnablePush, 0);
        Write(payload.AsSpan(12), InitialWindowSize, LargestWindow);
        return payload;

        static void Write(Span<byte> at, ushort name, int value)
        {
            BinaryPrimitives.WriteUInt16BigEndian(at, name);
            BinaryPrimitives.WriteInt32BigEndian(at[2..], value);
        }
    }

    private bool TryReadFrame(ReadOnlySpan<byte> input, long now, out int length)
    {
        length = 0;
        if (!IsOpen || input.Length < Frame.HeaderLength)
            return false;
        var frame = Frame.Read(input);
        if (input.Length < Frame.HeaderLength + frame.Length)
            return false;
        length = Frame.HeaderLength + frame.Length;
        Take(frame, input[Frame.HeaderLength..length], now);
        return true;
    }

    private void Take(Frame frame, ReadOnlySpan<byte> payload, long now)
    {
        switch (frame.Type)
        {
            case FrameType.Data:
                Refill(frame.Length);
                _calls.TakeData(frame, now);
                break;
            case FrameType.Headers:
                if ((frame.Flags & (FrameFlags.Padded | FrameFlags.Priority)) != 0 || (frame.Flags & FrameFlags.EndHeaders) == 0)
                    Close("The server sent padded or split headers, which this client does not read.");
                _calls.TakeHeaders(frame, payload, now);
                break;
            case FrameType.ResetStream:
                _calls.TakeReset(frame, payload, now);
                break;
            case FrameType.Settings when (frame.Flags & FrameFlags.Acknowledge) == 0:
                _output.AddFrame(FrameType.Settings, FrameFlags.Acknowledge, 0, []);
                _started = true;
                break;
            case FrameType.Ping when (frame.Flags & FrameFlags.Acknowledge) == 0:
                _output.AddFrame(FrameType.Ping, FrameFlags.Acknowledge, 0, payload);
                break;
            case FrameType.GoAway:
                Close($"The server said goodbye with error {BinaryPrimitives.ReadInt32BigEndian(payload[4..])}.");
                break;
            case FrameType.WindowUpdate when frame.Stream == 0:
                _sendWindow += BinaryPrimitives.ReadInt32BigEndian(payload);
                break;
        }
    }

    /// <summary>Gives the server room again for what it has sent.</summary>
    private void Refill(int length)
    {
        _consumed += length;
        if (_consumed <= LargestWindow / 2)
            return;
        _output.AddWindowUpdate(_consumed);
        _consumed = 0;
    }

    private void StartCalls(long now)
    {
        while (IsOpen && _calls.HasRoom(now) && _sendWindow > _source.LongestMessage + MessageHeader && _observer.TryTake(now))
        {
            _calls.Add(_nextStream, now);
            WriteRequest(_nextStream);
            _nextStream += 2;
        }
    }

    private void WriteRequest(int stream)
    {
        _output.AddFrame(FrameType.Headers, FrameFlags.EndHeaders, stream, stream == 1 ? _headers.First : _headers.Next);
        const int Before = Frame.HeaderLength + MessageHeader;
        var room = _output.Reserve(Before + _source.LongestMessage);
        var length = _source.WriteNext(room[Before..]);
        new Frame(MessageHeader + length, FrameType.Data, FrameFlags.EndStream, stream).Write(room);
        room[Frame.HeaderLength] = 0;
        BinaryPrimitives.WriteInt32BigEndian(room[(Frame.HeaderLength + 1)..], length);
        _output.Advance(Before + length);
        _sendWindow -= MessageHeader + length;
    }
}
