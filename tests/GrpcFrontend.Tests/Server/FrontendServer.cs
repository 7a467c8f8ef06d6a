using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Feed;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>The front end before stub grains, on a free loopback port, with a channel to it.</summary>
public sealed class FrontendServer : IAsyncDisposable, IFaultClassifier
{
    private FrontendServer()
    {
    }

    public StubGrains Grains { get; } = new();

    public TestPulse Pulse { get; } = new();

    public KeptLog Log { get; } = new();

    // Starts with the real time, because deadlines come from the client's clock.
    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public Func<Exception, ErrorReason?> Classify { get; set; } = _ => null;

    public WebApplication App { get; private set; } = null!;

    public GrpcChannel Channel { get; private set; } = null!;

    public Charts.ChartsClient Charts => new(Channel);

    public Sessions.SessionsClient Sessions => new(Channel);

    public V1.Directory.DirectoryClient Directory => new(Channel);

    public Patients.PatientsClient Patients => new(Channel);

    public ChangeFeed.ChangeFeedClient Feed => new(Channel);

    public Audit.AuditClient Audit => new(Channel);

    public V1.Access.AccessClient Access => new(Channel);

    public Operations.OperationsClient Operations => new(Channel);

    public Cluster.ClusterClient Cluster => new(Channel);

    /// <summary>Options of a call by the one who is signed in.</summary>
    public static CallOptions SignedIn => As(StubGrains.Token);

    public static async Task<FrontendServer> StartAsync(FrontendOptions? options = null, bool realTime = false)
    {
        var server = new FrontendServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(server.Log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        // Longer than any test waits, so that a call that does not end fails its test instead of being cut off.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(2));
        builder.Services.AddSingleton(server.Grains.Factory);
        builder.Services.AddSingleton<IFaultClassifier>(server);
        builder.Services.AddSingleton<ICommitPulse>(server.Pulse);
        builder.Services.AddSingleton(realTime ? TimeProvider.System : server.Time);
        builder.Services.AddMedRecordsFrontend(options ?? new());
        server.App = builder.Build();
        server.App.MapMedRecords();
        await server.App.StartAsync();
        server.Channel = GrpcChannel.ForAddress(server.App.Urls.Single(), new GrpcChannelOptions { MaxReceiveMessageSize = 32 << 20 });
        return server;
    }

    public static CallOptions As(string token, params (string Key, string Value)[] metadata)
    {
        var headers = new Metadata { { "authorization", $"Bearer {token}" } };
        foreach (var (key, value) in metadata) headers.Add(key, value);
        return new(headers, DateTime.UtcNow + TimeSpan.FromSeconds(60));
    }

    ErrorReason? IFaultClassifier.Classify(Exception fault) => Classify(fault);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await App.DisposeAsync();
    }
}
