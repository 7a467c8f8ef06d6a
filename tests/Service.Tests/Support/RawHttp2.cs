using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MedRecords.Service.Tests.Support;

/// <summary>A connection over which any frames are sent (RFC 9113), well-formed or not.</summary>
public sealed class RawHttp2 : IDisposable
{
    public const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Continuation = 9;
    public const byte EndHeaders = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private RawHttp2()
    {
    }

    public static async Task<RawHttp2> OpenAsync(string address)
    {
        var connection = new RawHttp2();
        try
        {
            await connection._socket.ConnectAsync(IPAddress.Loopback, new Uri(address).Port);
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset)
        {
            // Taken and closed before this end knew that it was open; whoever reads finds that out.
        }

        await connection.TrySendAsync([.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [])]);
        return connection;
    }

    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, ((uint)payload.Length << 8) | type);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>Headers of a gRPC call without indexing (RFC 7541, section 6.2.2), for short values.</summary>
    public static byte[] CallHeaders(string path) =>
        [0x83, 0x86, .. Field(":path", path), .. Field(":authority", "localhost"), .. Field("content-type", "application/grpc"), .. Field("te", "trailers")];

    public static byte[] Field(string name, string value) =>
        [0x00, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];

    /// <summary>Sends bytes; false where the service has closed the connection.</summary>
    public async Task<bool> TrySendAsync(byte[] bytes)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;) sent += await _socket.SendAsync(bytes.AsMemory(sent));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Waits for the first that the service sends: from then on it has taken the connection, and not only its kernel has.</summary>
    public async Task UntilGreetedAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        await _socket.ReceiveAsync(new byte[1], late.Token);
    }

    /// <summary>Reads until the service closes the connection.</summary>
    public async Task UntilClosedAsync()
    {
        var buffer = new byte[16 * 1024];
        using var late = new CancellationTokenSource(Patience);
        try
        {
            while (await _socket.ReceiveAsync(buffer, late.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Closed in the hard way.
        }
    }

    /// <summary>Sends the same again and again until the service closes the connection.</summary>
    public async Task UntilClosedAsync(Func<int, byte[]> round)
    {
        var closed = UntilClosedAsync();
        for (var i = 0; !closed.IsCompleted && await TrySendAsync(round(i)); i++)
        {
        }

        await closed;
    }

    public void Dispose() => _socket.Dispose();
}
