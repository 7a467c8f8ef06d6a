using Grpc.Core;
using MedRecords.Cli.Refusals;

namespace MedRecords.Cli.Connecting;

/// <summary>Repeats calls that are safe to repeat until they succeed or their time is up.</summary>
internal sealed class Retries(TimeProvider time, CancellationToken cancellation)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private bool _answeredBefore;

    /// <summary>Runs an attempt, and again after failures that may pass. The deadline covers all attempts together.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, DateTime deadline, bool repeatable)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                var answer = await attempt();
                _answeredBefore = true;
                return answer;
            }
            catch (RpcException e) when (repeatable && !cancellation.IsCancellationRequested && PauseAfter(Refusal.Of(e), failures, deadline) is { } pause)
            {
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    /// <summary>How long to wait before the next attempt; null where there should be none.</summary>
    internal TimeSpan? PauseAfter(Refusal refusal, int failures, DateTime deadline)
    {
        // A service that was never there is better reported at once; one that went away may be restarting.
        var nothingThere = refusal.Break is Break.NoAnswer or Break.NotUnderstood or Break.NotTrusted;
        if (nothingThere && !_answeredBefore)
            return null;
        _answeredBefore |= !nothingThere;
        if (!refusal.MayPass)
            return null;
        var doubled = TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(failures, 10)));
        var pause = refusal.RetryAfter is { } asked && asked > doubled ? asked : doubled * (0.5 + (Random.Shared.NextDouble() / 2));
        return time.GetUtcNow().UtcDateTime + pause < deadline ? pause : null;
    }
}
