using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>What grains answer, as the responses on charts.</summary>
internal static class ChartResponses
{
    public static GetChartResponse ToResponse(this ChartSummary summary, string chartId)
    {
        var response = new GetChartResponse { ChartId = chartId, Version = summary.Version, Demographics = summary.Demographics };
        foreach (var (kind, count) in summary.Counts) response.Counts.Add(new KindCount { Kind = kind, Count = count });
        response.Latest.Add(summary.Latest);
        response.Sites.Add(summary.Sites);
        return response;
    }

    public static AppendEntriesResponse ToAppended(this Recorded recorded)
    {
        var response = new AppendEntriesResponse { Version = recorded.Version, AlreadyRecorded = recorded.AlreadyRecorded };
        response.EntryIds.Add(recorded.EntryIds);
        return response;
    }

    public static VerifyChartResponse ToResponse(this ChartCheck check) => new()
    {
        Intact = check.FirstBroken == 0,
        Versions = check.Versions,
        FirstBroken = check.FirstBroken,
        Head = UnsafeByteOperations.UnsafeWrap(check.Head),
    };

    public static WatchResponse ToResponse(this FeedChange change) => new()
    {
        ResumeToken = change.ResumeToken,
        Change = new Change
        {
            ChartId = change.ChartId,
            Version = change.Change.Version,
            EntryId = change.Change.EntryId,
            Kind = change.Change.Kind,
            Action = change.Change.Action,
            RecordedAt = Timestamp.FromDateTimeOffset(change.Change.RecordedAt),
        },
    };
}
