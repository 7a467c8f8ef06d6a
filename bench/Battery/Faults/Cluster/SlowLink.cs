using System.Net;
using System.Net.Sockets;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>
/// Passes connections on to a server on this machine, and can be made as bad as a long or a lossy way: what
/// goes by is held up, and some connections break. What TCP makes of a lost packet is a pause and not a hole,
/// so a pause stands for it.
/// </summary>
internal sealed class SlowLink : IAsyncDisposable
{
    private const int Buffer = 16 * 1024;
    private const double LossShare = 0.02;
    private const double BreakShare = 0.001;
    private static readonly TimeSpan _retransmission = TimeSpan.FromMilliseconds(400);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _work;
    private int _held;
    private int _broken;

    /// <summary>Opens a way to a server's port.</summary>
    public SlowLink(int server)
    {
        _server = server;
        _listener.Start();
        _work = AcceptAsync();
    }

    /// <summary>The port for whoever wants to reach the server.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How long each piece of data is held up, give or take a half.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether packets get lost.</summary>
    public bool IsLossy { get; set; }

    /// <summary>Pieces of data that were held up so far.</summary>
    public int Held => _held;

    /// <summary>Connections that were broken so far.</summary>
    public int Broken => _broken;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                await Task.WhenAny(CopyAsync(client.GetStream(), server.GetStream()), CopyAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception end) when (end is SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[Buffer];
        try
        {
            for (int count; (count = await from.ReadAsync(buffer, _end.Token)) > 0;)
            {
                if (!await PassAsync())
                    return;
                await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    /// <summary>Holds a piece up as the way demands; false where the connection breaks instead.</summary>
    private async Task<bool> PassAsync()
    {
        var pause = Delay * (0.5 + Random.Shared.NextDouble());
        if (IsLossy && Random.Shared.NextDouble() < LossShare)
            pause += _retransmission;
        if (pause > TimeSpan.Zero)
        {
            Interlocked.Increment(ref _held);
            await Task.Delay(pause, _end.Token);
        }

        if (!IsLossy || Random.Shared.NextDouble() >= BreakShare)
            return true;
        Interlocked.Increment(ref _broken);
        return false;
    }
}
