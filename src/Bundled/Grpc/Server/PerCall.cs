using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Supplies a service or an interceptor to a call: the registered one, or a new one that the end of the response disposes.</summary>
internal sealed class PerCall<T> where T : class
{
    private readonly IServiceProvider _root;
    private readonly Type _type;
    private readonly object[] _arguments;
    private readonly ObjectFactory _create;
    private readonly bool _registered, _needsScope;

    public PerCall(IServiceProvider root, Type type, params object[] arguments)
    {
        (_root, _type, _arguments) = (root, type, arguments);
        _create = ActivatorUtilities.CreateFactory(type, [.. arguments.Select(argument => argument.GetType())]);
        var lifetimes = root.GetRequiredService<ServiceLifetimes>();
        _registered = lifetimes.Of(type) is not null;
        _needsScope = _registered
            ? lifetimes.Of(type) != ServiceLifetime.Singleton
            : type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
                .Any(parameter => !arguments.Any(parameter.ParameterType.IsInstanceOfType) && lifetimes.Of(parameter.ParameterType) != ServiceLifetime.Singleton);
    }

    /// <summary>Gets the one for a call; a scope is opened only for those that need scoped services.</summary>
    public T Get(HttpContext http)
    {
        var services = _needsScope ? http.RequestServices : _root;
        if (_registered)
            return (T)services.GetRequiredService(_type);
        var created = (T)_create(services, _arguments);
        if (created is IAsyncDisposable asyncDisposable)
            http.Response.RegisterForDisposeAsync(asyncDisposable);
        else if (created is IDisposable disposable)
            http.Response.RegisterForDispose(disposable);
        return created;
    }
}

/// <summary>How long each registered service lives.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    public ServiceLifetime? Of(Type type) => services.LastOrDefault(service => !service.IsKeyedService
        && (service.ServiceType == type || (type.IsGenericType && service.ServiceType == type.GetGenericTypeDefinition())))?.Lifetime;
}
