using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// Supplies a service or an interceptor to a call: the registered one, or a new one that the end of the response
/// disposes. Both live on singletons alone, so no call has to open a scope.
/// </summary>
internal sealed class PerCall<T>(IServiceProvider services, Type type) where T : class
{
    private readonly bool _registered = services.GetRequiredService<IServiceProviderIsService>().IsService(type);
    private readonly ObjectFactory _create = ActivatorUtilities.CreateFactory(type, []);

    public T Get(HttpContext http)
    {
        if (_registered)
            return (T)services.GetRequiredService(type);
        var created = (T)_create(services, null);
        if (created is IAsyncDisposable asyncDisposable)
            http.Response.RegisterForDisposeAsync(asyncDisposable);
        else if (created is IDisposable disposable)
            http.Response.RegisterForDispose(disposable);
        return created;
    }
}
