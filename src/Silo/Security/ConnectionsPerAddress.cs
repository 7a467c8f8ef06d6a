using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace MedRecords.Silo.Security;

/// <summary>Bounds the connections from one network address, so that nobody takes all that the service has.</summary>
internal sealed class ConnectionsPerAddress(int max)
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    /// <summary>Serves a connection, or ends it at once where its address has too many.</summary>
    public ConnectionDelegate Around(ConnectionDelegate next) => async connection =>
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } address)
        {
            await next(connection);
            return;
        }

        try
        {
            if (_open.AddOrUpdate(address, 1, static (_, open) => open + 1) > max)
                connection.Abort();
            else
                await next(connection);
        }
        finally
        {
            Closed(address);
        }
    };

    private void Closed(IPAddress address)
    {
        // Removed only where nobody counted meanwhile.
        if (_open.AddOrUpdate(address, 0, static (_, open) => open - 1) == 0) _open.TryRemove(new(address, 0));
    }
}
