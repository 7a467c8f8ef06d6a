using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.Silo.Draining;
using MedRecords.Silo.Presence;
using MedRecords.Silo.Security;
using MedRecords.Silo.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedRecords.Silo.Hosting;

/// <summary>What every process has, whatever its role: logs, an endpoint, the front end, and a way to come and go.</summary>
internal static class HostParts
{
    // Streams end before (FrontendOptions.StreamEndingTime), and what is left of it is for grains to leave in.
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(2);

    /// <summary>Begins a host.</summary>
    public static WebApplicationBuilder Create(SiloSettings options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "MedRecords" });
        Logs.Configure(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            TransportLimits.Configure(kestrel, options);
            ListenEndpoint.Configure(kestrel, options);
        });
        builder.Services.AddSingleton<IConnectionListenerFactory>(services => new BoundedListeners(
            ActivatorUtilities.CreateInstance<SocketTransportFactory>(services), options.MaxConnectionsPerAddress, TimeProvider.System));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        return builder;
    }

    /// <summary>Adds the rest, after what is special to the role, and builds it.</summary>
    public static WebApplication Complete(WebApplicationBuilder builder, SiloSettings options, ProcessIdentity identity)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(identity);
        builder.Services.AddSingleton<IFaultClassifier, FaultClassifier>();
        builder.Services.AddMedRecordsFrontend(new FrontendOptions { Admission = LoadLimits.Read(options) });
        AddDraining(builder.Services);
        builder.Services.AddHostedService<Announcement>();
        // Behind the announcement: services stop in the opposite order, and the last of them closes the journal.
        builder.Services.AddSingleton<StatusSource>();
        builder.Services.AddHostedService<StatusReporter>();
        Exporters.Add(builder, identity);

        var app = builder.Build();
        app.MapMedRecords();
        return app;
    }

    private static void AddDraining(IServiceCollection services)
    {
        services.AddSingleton<Drain>();
        services.AddSingleton<IHostLifetime, SignalLifetime>();
        services.AddHealthChecks().AddCheck<DrainHealth>("service");
        // Health is looked at often, so that whoever watches it hears soon.
        services.Configure<HealthCheckPublisherOptions>(publisher => (publisher.Delay, publisher.Period) = (TimeSpan.Zero, CheckInterval));
        services.AddSingleton<LastCheck>();
        services.AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<LastCheck>());
    }
}
