using MedRecords.Journal;
using MedRecords.Journal.Contract;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedRecords.Silo.Hosting;

/// <summary>Whether the journal answers; if not, why.</summary>
internal sealed class JournalHealth(SealedJournal journal) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var last = await journal.Store.ReadLastCommitAsync(cancellationToken);
            return HealthCheckResult.Healthy($"The journal answers; its newest commit is {last}.");
        }
        catch (Exception failure) when (failure is JournalUnavailableException or JournalDamagedException or JournalRefusedException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }
}
