using System.Net;
using System.Net.Sockets;

namespace MedRecords.Testing;

/// <summary>
/// Stands between a client and a server on this machine, and loses what a network can lose: the answers
/// only, so that the server acts and the client never hears of it, or everything.
/// </summary>
public sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _tasks = [];
    private readonly List<TcpClient> _clients = [];
    private volatile bool _losesAnswers;
    private volatile bool _refuses;

    /// <summary>Opens a way to a server's port.</summary>
    public CuttableLink(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _tasks.Add(AcceptAsync());
    }

    /// <summary>The port for the client.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on requests arrive and answers do not.</summary>
    public void LoseAnswers() => _losesAnswers = true;

    /// <summary>Ends every connection, and lets no new one through until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _refuses = true;
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
            _clients.Clear();
        }
    }

    /// <summary>Lets everything through again, on new connections.</summary>
    public void Mend()
    {
        _losesAnswers = false;
        _refuses = false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Cut();
        await Task.WhenAll(_tasks.ToArray());
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_refuses)
                    client.Dispose();
                else
                    await ConnectAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ConnectAsync(TcpClient client)
    {
        var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
        lock (_clients)
            _clients.AddRange([client, server]);
        _tasks.Add(CopyAsync(client, server, isAnswer: false));
        _tasks.Add(CopyAsync(server, client, isAnswer: true));
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            var (source, destination) = (from.GetStream(), to.GetStream());
            for (int count; (count = await source.ReadAsync(buffer, _end.Token)) > 0;)
            {
                if (!(isAnswer && _losesAnswers))
                    await destination.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
        }
        from.Dispose();
        to.Dispose();
    }
}
