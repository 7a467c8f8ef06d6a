using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MedRecords.GrpcFrontend.Hosting;

/// <summary>Maps the front end's services.</summary>
public static class FrontendEndpoints
{
    /// <summary>Maps every service, health checks, and reflection where it is on.</summary>
    public static IEndpointRouteBuilder MapMedRecords(this IEndpointRouteBuilder app)
    {
        // Without it an unknown outcome would be told as a failure; better not to start.
        app.ServiceProvider.GetRequiredService<IFaultClassifier>();
        var options = app.ServiceProvider.GetRequiredService<FrontendOptions>();
        if (options.SpoolFolder is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The folder for large imports does not exist: {folder}. Make it, or set another.");

        app.MapGrpcService<ChartsService>();
        app.MapGrpcService<SessionsService>();
        app.MapGrpcService<DirectoryService>();
        app.MapGrpcService<PatientsService>();
        app.MapGrpcService<ChangeFeedService>();
        app.MapGrpcService<AccessService>();
        app.MapGrpcService<RetentionService>();
        app.MapGrpcService<AuditService>();
        app.MapGrpcService<OperationsService>();
        app.MapGrpcService<ClusterService>();
        app.MapGrpcHealthChecksService();
        if (options.Reflection) app.MapGrpcReflectionService();
        return app;
    }
}
