using System.Collections.Concurrent;
using System.Net;
using MedRecords.GrpcFrontend.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// Bounds what requests hold whose message has not come whole: in all, and by network address. gRPC reads a message
/// before anyone knows who sends it, and the sender decides when its last byte comes.
/// </summary>
/// <remarks>A message that is there whole at the first look, as nearly all are, is not counted.</remarks>
internal sealed class UnfinishedRequests(FrontendOptions options) : IStartupFilter
{
    private readonly ConcurrentDictionary<IPAddress, long> _byAddress = new();
    private long _held;

    /// <summary>Bytes held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(serve => http =>
        {
            if (http.Features.Get<IRequestBodyPipeFeature>() is { } body)
                http.Features.Set<IRequestBodyPipeFeature>(new BudgetedBody(body.Reader, this, http));
            return serve(http);
        });
        next(app);
    };

    /// <summary>Takes so many bytes more for an address; false where that would be too many.</summary>
    public bool TryTake(IPAddress address, long bytes)
    {
        var inAll = Interlocked.Add(ref _held, bytes);
        var ofAddress = _byAddress.AddOrUpdate(address, bytes, (_, held) => held + bytes);
        if (inAll <= options.MaxUnfinishedBytes && ofAddress <= options.MaxUnfinishedBytes / 2) return true;
        Give(address, bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Give(IPAddress address, long bytes)
    {
        Interlocked.Add(ref _held, -bytes);
        if (_byAddress.AddOrUpdate(address, 0, (_, held) => held - bytes) == 0) _byAddress.TryRemove(new(address, 0));
    }
}
