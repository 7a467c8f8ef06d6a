using Grpc.AspNetCore.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds the standard health service to an application's services.</summary>
    public static class GrpcHealthChecksServiceExtensions
    {
        /// <summary>Lets the health service speak for the application's health checks.</summary>
        public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services) => services
            .AddSingleton<HealthBoard>()
            .AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<HealthBoard>())
            .AddHealthChecks();
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Maps the standard health service.</summary>
    public static class GrpcHealthChecksEndpointRouteBuilderExtensions
    {
        /// <summary>Maps grpc.health.v1.Health.</summary>
        public static void MapGrpcHealthChecksService(this IEndpointRouteBuilder builder) => builder.MapGrpcService<HealthService>();
    }
}
