using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds gRPC to an application's services.</summary>
    public static class GrpcServicesExtensions
    {
        /// <summary>Adds gRPC with the default options.</summary>
        public static void AddGrpc(this IServiceCollection services) => services.AddGrpc(_ => { });

        /// <summary>Adds gRPC and sets its options.</summary>
        public static void AddGrpc(this IServiceCollection services, Action<GrpcServiceOptions> configureOptions)
        {
            services.AddRouting().Configure(configureOptions);
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, UnimplementedFilter>());
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Maps gRPC services to endpoints.</summary>
    public static class GrpcEndpointRouteBuilderExtensions
    {
        /// <summary>Maps each method of a service to an endpoint.</summary>
        public static void MapGrpcService<TService>(this IEndpointRouteBuilder builder) where TService : class =>
            new ServiceEndpoints<TService>(builder).Bind();
    }
}

namespace Grpc.Core
{
    /// <summary>The way from a call to its HTTP request.</summary>
    public static class ServerCallContextExtensions
    {
        /// <summary>The HTTP request that carries the call.</summary>
        public static HttpContext GetHttpContext(this ServerCallContext serverCallContext) =>
            serverCallContext is HttpServerCallContext call ? call.Http
            : serverCallContext.UserState.TryGetValue("__HttpContext", out var http) ? (HttpContext)http
            : throw new InvalidOperationException("The call did not come over HTTP.");
    }
}
