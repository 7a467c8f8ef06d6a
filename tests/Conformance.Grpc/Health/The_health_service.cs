using Grpc.Core;
using Grpc.Health.V1;
using MedRecords.Conformance.Grpc.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;
using HealthClient = Grpc.Health.V1.Health.HealthClient;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MedRecords.Conformance.Grpc.Health;

public sealed class The_health_service : IAsyncLifetime
{
    private HealthStatus _health = HealthStatus.Healthy;
    private ProbeServer _server = null!;

    private HealthClient Client => new(_server.Channel);

    public async Task InitializeAsync() => _server = await ProbeServer.StartAsync(services: services =>
    {
        services.AddHealthChecks().AddCheck("store", () => new HealthCheckResult(_health));
        services.Configure<HealthCheckPublisherOptions>(options => (options.Delay, options.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(HealthStatus.Healthy, ServingStatus.Serving)]
    [InlineData(HealthStatus.Degraded, ServingStatus.Serving)]
    [InlineData(HealthStatus.Unhealthy, ServingStatus.NotServing)]
    public async Task Answers_with_the_health_of_the_server(HealthStatus health, ServingStatus expected)
    {
        _health = health;
        Assert.Equal(expected, (await Client.CheckAsync(new HealthCheckRequest()).ResponseAsync.Within()).Status);
    }

    [Fact]
    public async Task Does_not_find_an_unknown_service() =>
        await Client.CheckAsync(new HealthCheckRequest { Service = "nobody" }).FailsWith(StatusCode.NotFound);

    [Fact]
    public async Task Tells_a_watcher_of_every_change()
    {
        using var watch = Client.Watch(new HealthCheckRequest());
        await ReadUntilAsync(watch, ServingStatus.Serving);
        _health = HealthStatus.Unhealthy;
        await ReadUntilAsync(watch, ServingStatus.NotServing);
        _health = HealthStatus.Healthy;
        await ReadUntilAsync(watch, ServingStatus.Serving);
    }

    [Fact]
    public async Task Tells_a_watcher_that_a_service_is_unknown_and_goes_on()
    {
        using var watch = Client.Watch(new HealthCheckRequest { Service = "nobody" });
        Assert.True(await watch.ResponseStream.MoveNext(default).Within());
        Assert.Equal(ServingStatus.ServiceUnknown, watch.ResponseStream.Current.Status);
        Assert.Throws<InvalidOperationException>(() => watch.GetStatus());
    }

    [Fact]
    public async Task Lets_a_watcher_go_when_the_server_stops()
    {
        using var watch = Client.Watch(new HealthCheckRequest());
        Assert.True(await watch.ResponseStream.MoveNext(default).Within());
        var stopping = _server.App.StopAsync();
        await ReadUntilAsync(watch, ServingStatus.NotServing);
        await stopping.Within();
    }

    private static async Task ReadUntilAsync(AsyncServerStreamingCall<HealthCheckResponse> watch, ServingStatus expected)
    {
        do
            Assert.True(await watch.ResponseStream.MoveNext(default).Within(), $"The watch ended before {expected}.");
        while (watch.ResponseStream.Current.Status != expected);
    }
}
