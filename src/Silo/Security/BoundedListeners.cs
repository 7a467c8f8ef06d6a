using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace MedRecords.Silo.Security;

/// <summary>
/// Listeners that bound the connections from one network address, so that nobody takes all that the service has. What
/// is too many is closed before anything is made of it, not even a handshake.
/// </summary>
/// <remarks>
/// Who has too many and tries on would have the service do nothing but accept. So after each that is closed a listener
/// rests, and what comes meanwhile waits in the kernel: new connections of others take longer then, open ones do not.
/// </remarks>
internal sealed class BoundedListeners(IConnectionListenerFactory inner, int maxPerAddress, TimeProvider time) : IConnectionListenerFactory
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<IPAddress, int> _open = new();
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await inner.BindAsync(endpoint, cancellationToken), this);

    private bool TryOpen(ConnectionContext connection)
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } address) return true;
        var open = _open.AddOrUpdate(address, 1, static (_, open) => open + 1);
        if (open <= maxPerAddress)
        {
            connection.ConnectionClosed.UnsafeRegister(static state => ((Place)state!).Give(), new Place(this, address));
            return true;
        }

        Closed(address);
        return false;
    }

    private void Closed(IPAddress address)
    {
        // Removed only where nobody counted meanwhile.
        if (_open.AddOrUpdate(address, 0, static (_, open) => open - 1) == 0) _open.TryRemove(new(address, 0));
    }

    private sealed record Place(BoundedListeners Of, IPAddress Address)
    {
        public void Give() => Of.Closed(Address);
    }

    private sealed class Listener(IConnectionListener inner, BoundedListeners bounds) : IConnectionListener
    {
        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await inner.AcceptAsync(cancellationToken) is { } connection)
            {
                if (bounds.TryOpen(connection)) return connection;
                connection.Abort();
                await connection.DisposeAsync();
                await Task.Delay(Rest, bounds._time, cancellationToken);
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
