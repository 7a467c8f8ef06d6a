using System.Diagnostics;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedRecords.Silo.Hosting;

/// <summary>
/// Whether the journal answers a read, and took the newest commit; if not, why. A failed commit counts for a while
/// only: whoever sends calls by this has to send one again to see whether there is room by now. Anyone may ask, as
/// often as they like, so those who ask at once share one look.
/// </summary>
internal sealed class JournalHealth(SealedJournal journal) : IHealthCheck
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

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
