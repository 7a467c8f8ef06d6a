using System.IO.Compression;
using Grpc.AspNetCore.Server;
using MedRecords.GrpcFrontend.Admission;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Feed;
using MedRecords.GrpcFrontend.Import;
using MedRecords.GrpcFrontend.Services;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MedRecords.GrpcFrontend.Hosting;

/// <summary>Adds the front end to a host.</summary>
public static class FrontendServices
{
    /// <summary>
    /// Adds the services and the interceptors around them. The host itself registers grains (IGrainFactory,
    /// IClusterClient with a stream provider for commit notices) and an
    /// <see cref="Grains.Interfaces.Calls.IFaultClassifier"/>.
    /// </summary>
    public static IServiceCollection AddMedRecordsFrontend(this IServiceCollection services, FrontendOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddGrpc(grpc => Configure(grpc, options));
        services.AddGrpcHealthChecks();
        if (options.Reflection) services.AddGrpcReflection();

        services.AddSingleton<CallMetrics>();
        services.AddSingleton<CallGate>();
        services.AddSingleton<Watchers>();
        services.AddSingleton(provider => new FrontendLoad(provider.GetRequiredService<CallMetrics>(), provider.GetRequiredService<Watchers>()));
        services.AddSingleton<FaultMapping>();
        services.AddSingleton<CallInterceptor>();
        services.AddSingleton(provider => new IdentityCache(options.RememberedIdentities, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Authenticator>();
        services.AddSingleton<AuthenticationInterceptor>();
        services.AddSingleton<AdmissionMetrics>();
        services.AddSingleton<Gates>();
        services.AddSingleton<Strangers>();
        services.AddSingleton<LateRefusals>();
        services.AddSingleton<IStartupFilter, Doorway>();
        services.AddSingleton<UnfinishedRequests>();
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<UnfinishedRequests>());
        services.AddSingleton<AdmissionInterceptor>();
        services.AddSingleton<CommitPulse>();
        services.TryAddSingleton<ICommitPulse>(provider => provider.GetRequiredService<CommitPulse>());
        services.AddHostedService(provider => provider.GetRequiredService<CommitPulse>());
        services.AddSingleton<ImportGate>();
        return services.AddHandlers();
    }

    // Handlers hold no state of a call, so one of each serves all.
    private static IServiceCollection AddHandlers(this IServiceCollection services) => services
        .AddSingleton<ChartsService>()
        .AddSingleton<SessionsService>()
        .AddSingleton<DirectoryService>()
        .AddSingleton<PatientsService>()
        .AddSingleton<ChangeFeedService>()
        .AddSingleton<AuditService>()
        .AddSingleton<OperationsService>()
        .AddSingleton<ClusterService>();

    private static void Configure(GrpcServiceOptions grpc, FrontendOptions options)
    {
        grpc.MaxReceiveMessageSize = options.MaxReceiveMessageBytes;
        grpc.MaxSendMessageSize = options.MaxSendMessageBytes;
        grpc.EnableDetailedErrors = false;
        if (options.CompressResponses)
        {
            grpc.ResponseCompressionAlgorithm = "gzip";
            grpc.ResponseCompressionLevel = CompressionLevel.Fastest;
        }

        grpc.Interceptors.Add<CallInterceptor>();
        grpc.Interceptors.Add<AuthenticationInterceptor>();
        grpc.Interceptors.Add<AdmissionInterceptor>();
    }
}
