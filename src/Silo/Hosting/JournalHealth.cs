using MedRecords.Journal;
using MedRecords.Journal.Contract;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedRecords.Silo.Hosting;

/// <summary>Whether the journal answers; if not, why. Anyone may ask, as often as they like, so those who ask at once share one look.</summary>
internal sealed class JournalHealth(SealedJournal journal) : IHealthCheck
{
    private readonly Lock _gate = new();
    private Task<HealthCheckResult> _look = Task.FromResult(HealthCheckResult.Healthy());

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_look.IsCompleted)
                _look = LookAsync();
            return _look.WaitAsync(cancellationToken);
        }
    }

    private async Task<HealthCheckResult> LookAsync()
    {
        try
        {
            var last = await journal.Store.ReadLastCommitAsync(CancellationToken.None);
            return HealthCheckResult.Healthy($"The journal answers; its newest commit is {last}.");
        }
        catch (Exception failure) when (failure is JournalUnavailableException or JournalDamagedException or JournalRefusedException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }
}
