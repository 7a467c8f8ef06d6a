using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.V1;
using Orleans.Concurrency;

namespace MedRecords.Grains.Feed;

/// <summary>
/// Reads the change feed: the journal's commits in their order, and of each what its chart lets the caller
/// know. Order is commit order; within a chart it is the order of versions.
/// </summary>
[StatelessWorker]
public sealed class FeedGrain(SealedJournal journal, Authorizer authorizer, IGrainFactory grains) : Grain, IFeedGrain
{
    private const int CommitsAtOnce = 200;
    private const int ChangesAtOnce = 500;

    private static readonly Refusal BadToken = new(ErrorReason.BadResumeToken, "The resume token is not one of this service's. Start without one.");

    /// <inheritdoc/>
    public async Task<Answer<FeedPage>> ReadAsync(Caller caller, FeedQuery query)
    {
        var start = default(FeedToken);
        if (query.ResumeToken.Length > 0)
        {
            if (!FeedToken.TryRead(query.ResumeToken, journal.Keys.Identities, out start))
                return BadToken;
        }
        else
        {
            if (await authorizer.AuthorizeAsync(caller, AccessAction.Watch) is { } refusal)
                return refusal;
            if (!query.FromStart)
                return Page([], FeedToken.After(await journal.Store.ReadLastCommitAsync(CancellationToken.None)), true);
        }

        return await ReadAsync(caller, query.ChartId, start);
    }

    private async Task<Answer<FeedPage>> ReadAsync(Caller caller, string chartId, FeedToken place)
    {
        // A commit that was left half way is read again; what was passed of it is skipped.
        var finished = place.Record == int.MaxValue;
        var commits = await journal.Store.ReadCommitsAsync(finished || place.Commit == 0 ? place.Commit : place.Commit - 1, CommitsAtOnce, CancellationToken.None);
        if (commits.Count == 0 && place.Commit > await journal.Store.ReadLastCommitAsync(CancellationToken.None))
            return BadToken;
        // Before each page of other people's changes: who watches, on record, by what is in force now.
        if (commits.Any(static c => c.Records.Any(static r => CommitRecord.Parse(r) is { Events: > 0, History.Kind: HistoryKind.Chart }))
            && await authorizer.AuthorizeAsync(caller, AccessAction.Watch) is { } refusal)
            return refusal;
        var changes = new List<FeedChange>();
        foreach (var commit in commits)
        {
            var (record, skip) = commit.Number == place.Commit ? (place.Record, place.Event) : (0, 0);
            for (; record < commit.Records.Count; record++, skip = 0)
            {
                var parsed = CommitRecord.Parse(commit.Records[record]);
                if (parsed.Events == 0 || parsed.History.Kind != HistoryKind.Chart || (chartId.Length > 0 && parsed.History.ToString() != chartId))
                    continue;
                if (await AddAsync(changes, caller, parsed, new FeedToken(commit.Number, record, skip)) is { } ended)
                    return ended;
                if (changes.Count >= ChangesAtOnce)
                    return Page(changes, new FeedToken(commit.Number, record + 1, 0), false);
            }

            place = FeedToken.After(commit.Number);
        }

        return Page(changes, place, commits.Count < CommitsAtOnce);
    }

    private async Task<Refusal?> AddAsync(List<FeedChange> changes, Caller caller, CommitRecord record, FeedToken at)
    {
        var chart = record.History.ToString();
        var answer = await grains.GetGrain<IChartGrain>(chart).DescribeAsync(caller, record.FirstVersion + at.Event, record.Events - at.Event);
        if (answer.Refusal is { Reason: ErrorReason.NotSignedIn or ErrorReason.PasswordChangeNeeded } ended)
            return ended;
        // A chart that is not for this caller has no changes for them either.
        foreach (var change in answer.Value?.Changes ?? [])
        {
            var passed = (int)(change.Version - record.FirstVersion) + 1;
            var after = passed == record.Events ? new FeedToken(at.Commit, at.Record + 1, 0) : at with { Event = passed };
            changes.Add(new FeedChange(after.Write(journal.Keys.Identities), chart, change));
        }

        return null;
    }

    private FeedPage Page(IReadOnlyList<FeedChange> changes, FeedToken after, bool atEnd) =>
        new(changes, after.Write(journal.Keys.Identities), atEnd);
}
