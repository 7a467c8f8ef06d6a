using MedRecords.Grains.Interfaces.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedRecords.Silo.Hosting;

/// <summary>Whether a front end reaches a silo, and that one the journal.</summary>
internal sealed class ClusterHealth(IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetGrain<IClusterGrain>(0).CheckAsync().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy("A silo answers, and its journal too.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"No silo answers, or its journal does not ({failure.GetType().Name}).");
        }
    }
}
