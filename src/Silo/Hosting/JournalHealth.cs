using System.Diagnostics;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedRecords.Silo.Hosting;

/// <summary>
/// Whether the journal answers a read, and took the newest commit; if not, why. A failed commit counts for a while
/// only: whoever sends calls by this has to send one again to see whether there is room by now.
/// </summary>
internal sealed class JournalHealth(SealedJournal journal) : IHealthCheck
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var last = await journal.Store.ReadLastCommitAsync(cancellationToken);
            return journal.Failure is { Exception: JournalUnavailableException or JournalDamagedException } failure && Stopwatch.GetElapsedTime(failure.At) < Memory
                ? HealthCheckResult.Unhealthy(failure.Exception.Message)
                : HealthCheckResult.Healthy($"The journal answers; its newest commit is {last}.");
        }
        catch (Exception failure) when (failure is JournalUnavailableException or JournalDamagedException or JournalRefusedException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }
}
