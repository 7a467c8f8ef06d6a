using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedRecords.Cli.Tests.Fakes;

/// <summary>A service on a loopback port that keeps charts in memory and fails when told to.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeService(WebApplication app, FakeState state) => (_app, State) = (app, state);

    public FakeState State { get; }

    public string Url => _app.Urls.Single();

    public static async Task<FakeService> StartAsync(int port = 0)
    {
        var state = new FakeState();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(state);
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<FakeSessions>();
        app.MapGrpcService<FakeDirectory>();
        app.MapGrpcService<FakeCharts>();
        app.MapGrpcService<FakePatients>();
        app.MapGrpcService<FakeChangeFeed>();
        app.MapGrpcService<FakeAccess>();
        app.MapGrpcService<FakeAudit>();
        app.MapGrpcService<FakeOperations>();
        app.MapGrpcService<FakeCluster>();
        app.MapGrpcService<FakeHealth>();
        await app.StartAsync();
        return new FakeService(app, state);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
