using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Feed;

/// <summary>Follows the feed for one client until it goes. What the client may see is decided anew on each page.</summary>
internal sealed class FeedWatch(IFeedGrain feed, Caller caller, ICommitPulse pulse, FrontendOptions options, TimeProvider time)
{
    // Where changes pass that the client may not see, its token moves all the same; so often it is told.
    private static readonly TimeSpan LeastBetweenCheckpoints = TimeSpan.FromSeconds(1);

    private string _sentToken = "";
    private long? _sentAt;
    private long _behindSince;

    /// <summary>How long there has been something to send that is not sent; zero while there is nothing.</summary>
    public TimeSpan Behind => Interlocked.Read(ref _behindSince) is > 0 and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Sends changes and checkpoints. Each write ends when the client has room for more.</summary>
    public async Task RunAsync(FeedQuery query, IServerStreamWriter<WatchResponse> responses, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = pulse.Next;
            if (_behindSince == 0) Interlocked.Exchange(ref _behindSince, time.GetTimestamp());
            var page = (await feed.ReadAsync(caller, query)).OrThrow();
            foreach (var change in page.Changes) await SendAsync(change.ToResponse(), responses);
            if (IsCheckpointDue(page.ResumeToken)) await SendAsync(new() { ResumeToken = page.ResumeToken }, responses);
            query = query with { ResumeToken = page.ResumeToken };
            if (!page.AtEnd) continue;
            Interlocked.Exchange(ref _behindSince, 0);
            await WaitAsync(next, cancellation);
        }
    }

    private bool IsCheckpointDue(string token)
    {
        if (_sentAt is not { } sentAt) return true;
        var silence = time.GetElapsedTime(sentAt);
        return silence >= options.WatchCheckpointInterval || (token != _sentToken && silence >= LeastBetweenCheckpoints);
    }

    private async Task SendAsync(WatchResponse response, IServerStreamWriter<WatchResponse> responses)
    {
        await responses.WriteAsync(response);
        (_sentToken, _sentAt) = (response.ResumeToken, time.GetTimestamp());
    }

    private async Task WaitAsync(Task next, CancellationToken cancellation)
    {
        try
        {
            await next.WaitAsync(options.WatchPollInterval, time, cancellation);
        }
        catch (TimeoutException)
        {
            // Nothing was heard: look all the same.
        }
    }
}
