using MedRecords.Grains.Operations;
using MedRecords.Journal.Contract;
using MedRecords.V1;

namespace MedRecords.Silo.Hosting;

/// <summary>
/// Puts on record that the process begins to serve, before it does, and that it has ended. Where the journal takes nothing,
/// the log has it: a disk that is full keeps nobody from starting the service that says so.
/// </summary>
internal sealed partial class ComingAndGoing(ServiceRecords records, TimeProvider time, ILogger<ComingAndGoing> log) : IHostedLifecycleService
{
    private static readonly TimeSpan LastWordTime = TimeSpan.FromSeconds(5);

    public Task StartingAsync(CancellationToken cancellationToken) => TryRecordAsync(SystemEvent.ServiceStarted);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Services stop in the opposite order: calls have ended by then, and the journal is still open.
    public Task StopAsync(CancellationToken cancellationToken) => TryRecordAsync(SystemEvent.ServiceStopped);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TryRecordAsync(SystemEvent what)
    {
        try
        {
            await records.RecordAsync(what, time.GetUtcNow()).WaitAsync(LastWordTime, time, CancellationToken.None);
        }
        catch (Exception failure) when (failure is JournalUnavailableException or OutcomeUnknownException or JournalDamagedException or TimeoutException)
        {
            LogUnrecorded(what, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} is not on record: the journal did not take it ({Failure}).")]
    private partial void LogUnrecorded(SystemEvent what, string failure);
}
