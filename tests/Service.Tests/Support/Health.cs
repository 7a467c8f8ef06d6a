using System.Diagnostics;
using MedRecords.Cli.HealthProtocol;
using Status = MedRecords.Cli.HealthProtocol.HealthCheckResponse.Types.ServingStatus;

namespace MedRecords.Service.Tests.Support;

/// <summary>What the service says of its health, as a load balancer asks it.</summary>
public static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Status> OfAsync(ServiceProcess service) =>
        (await new Cli.HealthProtocol.Health.HealthClient(service.Channel).CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow.AddSeconds(20))).Status;

    /// <summary>Asks until the service says so.</summary>
    public static async Task BecomesAsync(ServiceProcess service, Status wanted)
    {
        for (var since = Stopwatch.GetTimestamp(); await OfAsync(service) != wanted;)
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"The service does not become {wanted}.");
    }
}
