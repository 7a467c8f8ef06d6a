using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Reliability.LostAnswers;

/// <summary>How a client vanishes after its request went out.</summary>
internal enum Cut
{
    /// <summary>The connection is reset at once.</summary>
    Reset,

    /// <summary>The connection is reset while the request may be at work.</summary>
    LateReset,

    /// <summary>The client says that it sends no more, and then is gone.</summary>
    Finish,

    /// <summary>The call is cancelled (RST_STREAM), and then the client is gone.</summary>
    Cancel,
}

/// <summary>
/// Sends one whole unary gRPC call over a connection of its own, and is cut off without having read a byte
/// of the answer.
/// </summary>
/// <param name="server">Where the service listens.</param>
/// <param name="path">The method.</param>
internal sealed class CutCall(IPEndPoint server, string path)
{
    private const int MessageHeader = 5;
    private const int Stream = 1;
    private const int CancelCode = 8;
    private const int LongestDelayMillis = 6;
    private static readonly byte[] _preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    /// <summary>Sends a request and is cut off.</summary>
    public async Task SendAsync(IMessage request, string token, Cut cut, Random random)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        await socket.SendAsync(Encode(request.ToByteArray(), token, cut));
        if (cut == Cut.Finish)
            socket.Shutdown(SocketShutdown.Send);
        if (cut is Cut.LateReset or Cut.Finish)
            await Task.Delay(random.Next(LongestDelayMillis));
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    private byte[] Encode(byte[] message, string token, Cut cut)
    {
        var output = new List<byte>(_preface);
        Add(output, FrameType.Settings, FrameFlags.None, 0, []);
        Add(output, FrameType.Headers, FrameFlags.EndHeaders, Stream, HeaderBlock.ForCall(server.ToString(), path, token).First);
        var data = new byte[MessageHeader + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(1), message.Length);
        message.CopyTo(data, MessageHeader);
        Add(output, FrameType.Data, FrameFlags.EndStream, Stream, data);
        if (cut == Cut.Cancel)
            Add(output, FrameType.ResetStream, FrameFlags.None, Stream, [0, 0, 0, CancelCode]);
        return [.. output];
    }

    private static void Add(List<byte> output, FrameType type, FrameFlags flags, int stream, byte[] payload)
    {
        Span<byte> header = stackalloc byte[Frame.HeaderLength];
        new Frame(payload.Length, type, flags, stream).Write(header);
        output.AddRange(header);
        output.AddRange(payload);
    }
}
