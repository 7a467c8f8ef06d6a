using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedRecords.Silo.Draining;

/// <summary>Turns load balancers away from a process that is leaving.</summary>
internal sealed class DrainHealth(Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.Begun.IsCompleted ? HealthCheckResult.Unhealthy("It is being taken out of service.") : HealthCheckResult.Healthy());
}
