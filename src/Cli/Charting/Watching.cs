using Grpc.Core;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Charting;

/// <summary>Follows the change feed across broken connections, going on after the last token each time.</summary>
internal sealed class Watching(Run run, string chartId, string? resumeFile)
{
    private static readonly TimeSpan OneCall = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string _token = "";
    private int _seen;

    /// <summary>Starts with the first change there ever was, where there is no token.</summary>
    public bool FromStart { get; init; }

    /// <summary>Ends after so many changes.</summary>
    public int Count { get; init; }

    /// <summary>Shows changes until there were enough, the time is up, or the user interrupts.</summary>
    public async Task RunAsync(string? token, TimeSpan? lasting)
    {
        _token = token ?? (File.Exists(resumeFile) ? (await File.ReadAllTextAsync(resumeFile, run.Cancellation)).Trim() : "");
        var until = lasting is { } length ? run.Host.Time.GetUtcNow() + length : DateTimeOffset.MaxValue;
        while (_seen < Count && run.Host.Time.GetUtcNow() < until)
        {
            var left = until - run.Host.Time.GetUtcNow();
            try
            {
                await FollowAsync(left < OneCall ? left : OneCall);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.DeadlineExceeded)
            {
                // A call ends after a while so that a dead connection is noticed; the next one goes on from the token.
            }
            catch (RpcException e) when (_token.Length > 0 && !run.Cancellation.IsCancellationRequested && MayComeBack(Refusal.Of(e)))
            {
                run.Output.Note("The connection broke; going on after the last change.");
                await Task.Delay(Pause, run.Host.Time, run.Cancellation);
            }
        }
    }

    private static bool MayComeBack(Refusal refusal) => refusal.MayPass || refusal.Code == StatusCode.Cancelled;

    private async Task FollowAsync(TimeSpan timeout)
    {
        var request = new WatchRequest { ChartId = chartId, ResumeToken = _token, FromStart = FromStart && _token.Length == 0 };
        await foreach (var response in run.Service.ReadAsync(options => run.Service.ChangeFeed.Watch(request, options), timeout))
        {
            Show(response);
            Remember(response.ResumeToken);
            if (_seen >= Count)
                return;
        }
    }

    private void Show(WatchResponse response)
    {
        if (response.Change is not null)
            _seen++;
        if (run.Output.IsJson)
            run.Output.Json(response);
        else if (response.Change is { } change)
            run.Output.Line(ToLine(change));
        run.Output.Flush();
    }

    private static string ToLine(Change change)
    {
        var at = change.RecordedAt is { } time ? $"{time.ToDateTimeOffset().ToLocalTime():yyyy-MM-dd HH:mm:ss}" : "";
        return Values.Join("  ", at, change.ChartId, $"version {change.Version}", Words.Of(change.Action), change.EntryId > 0 ? $"{Words.Of(change.Kind)} no. {change.EntryId}" : "");
    }

    private void Remember(string token)
    {
        if (token.Length == 0)
            return;
        _token = token;
        if (resumeFile is not null)
            AtomicFile.Write(resumeFile, token + "\n");
    }
}
