using System.Net;
using System.Net.Sockets;
using MedRecords.Conformance.Grains.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedRecords.Conformance.Grains;

/// <summary>A host with grains, started for one test or shared by the tests of a class.</summary>
public class GrainHost : IAsyncLifetime
{
    private readonly IHost host;

    public GrainHost() : this(null) { }

    private GrainHost(Action<ISiloBuilder>? configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Probe);
        builder.Services.AddSingleton<Releases>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort(), serviceId: "charts", clusterId: "conformance");
            configure?.Invoke(silo);
        });
        host = builder.Build();
    }

    public IClusterClient Client => host.Services.GetRequiredService<IClusterClient>();

    public Probe Probe { get; } = new();

    public static async Task<GrainHost> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var started = new GrainHost(configure);
        await started.InitializeAsync();
        return started;
    }

    /// <summary>Returns a reference to a grain that no other test uses.</summary>
    public T NewGrain<T>() where T : IGrainWithStringKey => Client.GetGrain<T>($"chart-{Guid.NewGuid():D}");

    public Task InitializeAsync() => host.StartAsync();

    public Task StopAsync(CancellationToken cancellationToken) => host.StopAsync(cancellationToken);

    public async Task DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
