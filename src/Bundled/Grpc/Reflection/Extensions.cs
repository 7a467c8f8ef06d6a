using Grpc.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds server reflection to an application's services.</summary>
    public static class GrpcReflectionServiceExtensions
    {
        /// <summary>Lets tools discover the application's services.</summary>
        public static void AddGrpcReflection(this IServiceCollection services) => services.TryAddSingleton<ServiceCatalog>();
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Maps server reflection.</summary>
    public static class GrpcReflectionEndpointRouteBuilderExtensions
    {
        /// <summary>Maps grpc.reflection.v1.ServerReflection and its v1alpha.</summary>
        public static void MapGrpcReflectionService(this IEndpointRouteBuilder builder)
        {
            builder.MapGrpcService<ReflectionV1Service>();
            builder.MapGrpcService<ReflectionV1AlphaService>();
        }
    }
}
