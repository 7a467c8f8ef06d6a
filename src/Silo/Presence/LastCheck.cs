using Google.Protobuf.WellKnownTypes;
using MedRecords.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedRecords.Silo.Presence;

/// <summary>Keeps what the process found when it last looked at its health.</summary>
internal sealed class LastCheck(TimeProvider time) : IHealthCheckPublisher
{
    private volatile HealthLook? _newest;

    /// <summary>The newest look; null before the first.</summary>
    public HealthLook? Newest => _newest;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        _newest = new HealthLook
        {
            At = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
            Healthy = report.Status == HealthStatus.Healthy,
            Words = string.Join(' ', report.Entries.Values.OrderBy(entry => entry.Status).Select(entry => entry.Description).Where(words => !string.IsNullOrEmpty(words))),
        };
        return Task.CompletedTask;
    }
}
