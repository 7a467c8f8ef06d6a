using System.Net;
using System.Net.Sockets;
using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>
/// A connection over which any bytes are sent, well-formed or not. What comes back is read and thrown away, unless
/// the attack is not to read. It comes from an address of its own, so that it has its own bounds.
/// </summary>
internal sealed class HostileConnection : IDisposable
{
    private static readonly IPAddress _from = IPAddress.Parse("127.0.0.66");
    private static readonly byte[] _preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Task _reading = Task.CompletedTask;

    private HostileConnection()
    {
    }

    /// <summary>Whether the service has not closed it.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Opens one and sends the preface with settings; the connection is closed where it was refused.</summary>
    public static async Task<HostileConnection> OpenAsync(Target target, CancellationToken until, bool reads = true, params byte[] settings)
    {
        var connection = new HostileConnection();
        try
        {
            connection._socket.Bind(new IPEndPoint(_from, 0));
            await connection._socket.ConnectAsync(target.Address, until);
            connection._reading = reads ? connection.DrainAsync(until) : Task.CompletedTask;
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException)
        {
            connection.IsOpen = false;
        }

        await connection.SendAsync((byte[])[.. _preface, .. FrameOf(FrameType.Settings, FrameFlags.None, 0, settings)], until);
        return connection;
    }

    /// <summary>A whole frame.</summary>
    public static byte[] FrameOf(FrameType type, FrameFlags flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[Frame.HeaderLength + payload.Length];
        new Frame(payload.Length, type, flags, stream).Write(frame);
        payload.CopyTo(frame.AsSpan(Frame.HeaderLength));
        return frame;
    }

    /// <summary>Sends bytes; where the service has closed the connection, that is noted.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken until)
    {
        if (!IsOpen)
            return;
        try
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await _socket.SendAsync(bytes[sent..], SocketFlags.None, until);
        }
        catch (Exception closed) when (closed is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            IsOpen = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task DrainAsync(CancellationToken until)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, until) > 0)
            {
            }
        }
        catch (Exception closed) when (closed is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of it, as below.
        }

        IsOpen = false;
    }
}
