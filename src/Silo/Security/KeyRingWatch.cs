using System.Runtime.InteropServices;
using MedRecords.Journal;
using MedRecords.Journal.Contract;

namespace MedRecords.Silo.Security;

/// <summary>
/// Takes a changed key ring into use while the service runs: on SIGHUP at once, and every minute. One that cannot be
/// read, or lacks a master key that is still needed, is told of in the log, and the one before stays in use.
/// </summary>
internal sealed partial class KeyRingWatch(SealedJournal journal, TimeProvider time, ILogger<KeyRingWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _asked = new(0);
    private PosixSignalRegistration? _signal;
    private string _problem = string.Empty;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // From the start on: a signal that nobody listens for ends the process.
        if (!OperatingSystem.IsWindows())
        {
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
            {
                context.Cancel = true;
                _asked.Release();
            });
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _signal?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = time.CreateTimer(_ => _asked.Release(), null, Pause, Pause);
        while (true)
        {
            await _asked.WaitAsync(stoppingToken);
            await TakeUpAsync(stoppingToken);
        }
    }

    private async Task TakeUpAsync(CancellationToken cancellation)
    {
        try
        {
            if (await journal.Masters.RefreshAsync(cancellation) || _problem.Length > 0)
                LogTaken(journal.Masters.Ring.Ids[0].ToString(), journal.Masters.Ring.Ids.Count);
            _problem = string.Empty;
        }
        catch (Exception failure) when (failure is JournalRefusedException or JournalUnavailableException or JournalDamagedException)
        {
            if (failure.Message != _problem)
                LogRefused(failure.Message);
            _problem = failure.Message;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The key ring was taken into use: master key {Id} is first of {Lines}.")]
    private partial void LogTaken(string id, int lines);

    [LoggerMessage(2, LogLevel.Error, "The key ring was changed and is not taken into use; the one before stays. {Problem}")]
    private partial void LogRefused(string problem);
}
