using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The server's latest health; every change follows the one before it, so that no watcher misses any.</summary>
internal sealed class HealthBoard : IHealthCheckPublisher
{
    private readonly Lock _lock = new();
    private Reading _latest = new(ServingStatus.Unknown);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        Accept(report);
        return Task.CompletedTask;
    }

    public Reading Accept(HealthReport report)
    {
        var status = report switch
        {
            { Entries.Count: 0 } => ServingStatus.Unknown,
            { Status: HealthStatus.Unhealthy } => ServingStatus.NotServing,
            _ => ServingStatus.Serving,
        };
        lock (_lock)
        {
            if (status != _latest.Status)
                _latest = _latest.FollowedBy(status);
            return _latest;
        }
    }
}

/// <summary>A status and, in time, the one after it.</summary>
internal sealed record Reading(ServingStatus Status)
{
    private readonly TaskCompletionSource<Reading> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Reading> Next => _next.Task;

    public Reading FollowedBy(ServingStatus status)
    {
        _next.SetResult(new(status));
        return Next.Result;
    }
}
