using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MedRecords.Conformance.Grpc.Server;

/// <summary>The probe service on a free loopback port, with a channel to it.</summary>
public sealed class ProbeServer : IAsyncLifetime, IAsyncDisposable
{
    private readonly Action<GrpcServiceOptions> _options;
    private readonly Action<IServiceCollection> _services;

    private readonly Action<WebApplication> _map;

    public ProbeServer() : this(null, null, null) { }

    private ProbeServer(Action<GrpcServiceOptions>? options, Action<IServiceCollection>? services, Action<WebApplication>? map) =>
        (_options, _services, _map) = (options ?? (_ => { }), services ?? (_ => { }), map ?? (_ => { }));

    public WebApplication App { get; private set; } = null!;

    public GrpcChannel Channel { get; private set; } = null!;

    public string Address => App.Urls.Single();

    public Barriers Barriers { get; } = new();

    public Seen Seen { get; } = new();

    public Probe.ProbeClient Client => new(Channel);

    public static async Task<ProbeServer> StartAsync(
        Action<GrpcServiceOptions>? options = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null)
    {
        var server = new ProbeServer(options, services, map);
        await server.InitializeAsync();
        return server;
    }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton(Barriers).AddSingleton(Seen);
        builder.Services.AddGrpc(_options);
        builder.Services.AddGrpcReflection();
        builder.Services.AddGrpcHealthChecks();
        _services(builder.Services);
        App = builder.Build();
        App.MapGrpcService<ProbeService>();
        _map(App);
        App.MapGrpcReflectionService();
        App.MapGrpcHealthChecksService();
        await App.StartAsync();
        Channel = GrpcChannel.ForAddress(Address);
    }

    public GrpcChannel OpenChannel(GrpcChannelOptions options) => GrpcChannel.ForAddress(Address, options);

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await App.DisposeAsync();
    }
}
