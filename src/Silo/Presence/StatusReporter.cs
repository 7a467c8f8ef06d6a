using Google.Protobuf;
using MedRecords.Journal.Contract;
using MedRecords.Silo.Draining;
using MedRecords.V1;

namespace MedRecords.Silo.Presence;

/// <summary>
/// Says every two seconds, in the journal's registry, what the process does, and hears there whether it shall drain.
/// That the registry cannot be reached is no fault of the process: it goes on, and says so once.
/// </summary>
internal sealed partial class StatusReporter(
    ISiloReports reports,
    ProcessIdentity identity,
    StatusSource source,
    Drain drain,
    IHostApplicationLifetime life,
    TimeProvider time,
    ILogger<StatusReporter> log) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastWordTime = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _news = new(0);
    private Task _reporting = Task.CompletedTask;
    private TimeSpan? _clockDifference;
    private bool _isKnown;
    private bool _isUnheard;
    private bool _isReplaced;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        life.ApplicationStarted.Register(() => _news.Release());
        drain.Begun.ContinueWith(_ => _news.Release(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _reporting = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A front end is done when its last call has ended, and reaches nobody once its cluster's client is closed.
    public Task StopAsync(CancellationToken cancellationToken) => identity.Role == SiloRole.Frontend ? EndAsync() : Task.CompletedTask;

    // A silo is done when its charts have left.
    public Task StoppedAsync(CancellationToken cancellationToken) => identity.Role == SiloRole.Frontend ? Task.CompletedTask : EndAsync();

    public void Dispose()
    {
        _end.Dispose();
        _news.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            await TryAsync(source.Read(_clockDifference), _end.Token);
            // Until the next report is due, or there is news.
            await ((Task)_news.WaitAsync(Interval, _end.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EndAsync()
    {
        await _end.CancelAsync();
        await _reporting;
        var status = source.Read(_clockDifference);
        status.State = SiloState.Stopped;
        using var limit = new CancellationTokenSource(LastWordTime, time);
        await TryAsync(status, limit.Token);
    }

    private async Task TryAsync(SiloInfo status, CancellationToken cancellation)
    {
        try
        {
            await ReportAsync(status, cancellation);
            if (_isUnheard)
                LogHeard();
            _isUnheard = false;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // The last word follows, or nobody is there to hear it.
        }
        catch (Exception failure)
        {
            // Before it serves, a front end has nobody yet to tell it to.
            if (_isUnheard || !life.ApplicationStarted.IsCancellationRequested)
                return;
            _isUnheard = true;
            LogUnheard(failure.GetType().Name);
        }
    }

    private async Task ReportAsync(SiloInfo status, CancellationToken cancellation)
    {
        var before = time.GetUtcNow();
        var receipt = await reports.ReportAsync(new SiloReport(identity.Name, identity.Instance, !_isKnown, status.ToByteArray()), cancellation);
        var after = time.GetUtcNow();
        _clockDifference = before + ((after - before) / 2) - receipt.Now;
        _isKnown = true;
        if (!receipt.IsKept && !_isReplaced)
            LogReplaced(identity.Name);
        _isReplaced = !receipt.IsKept;
        if (receipt.DrainRequested && !drain.Begun.IsCompleted)
            drain.Begin("An administrator asked for it.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What this process does cannot be told to the others ({Failure}). It serves all the same.")]
    private partial void LogUnheard(string failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "What this process does is told to the others again.")]
    private partial void LogHeard();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process has started under the name {Name}, so this one is not listed and cannot be drained by name. Give each its own --name.")]
    private partial void LogReplaced(string name);
}
