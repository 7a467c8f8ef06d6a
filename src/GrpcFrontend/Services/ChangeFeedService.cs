using Grpc.Core;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Feed;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Changes as they happen.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.ChangeFeed))]
internal sealed class ChangeFeedService(
    IGrainFactory grains, ICommitPulse pulse, FrontendOptions options, TimeProvider time, CallGate gate, Watchers watchers) : ChangeFeed.ChangeFeedBase
{
    private const int MaxTokenLength = 1024;

    /// <inheritdoc/>
    public override async Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context)
    {
        var query = Query(request);
        var watch = new FeedWatch(grains.GetGrain<IFeedGrain>(0), context.Caller(), pulse, options, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, gate.Closed);
        using var place = watchers.Enter(watch);
        try
        {
            await watch.RunAsync(query, responseStream, either.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // A watch has no end of its own, and a server that stops waits for its calls.
            throw Errors.Draining();
        }
    }

    private static FeedQuery Query(WatchRequest request)
    {
        Check.That(request.ResumeToken.Length == 0 || !request.FromStart, "from_start", "must not be set beside resume_token");
        if (request.ResumeToken.Length > MaxTokenLength) throw Errors.BadResumeToken();
        if (request.ChartId.Length > 0) Check.ChartId(request.ChartId);
        return new(request.ResumeToken, request.FromStart, request.ChartId);
    }
}
