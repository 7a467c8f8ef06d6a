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
    private static readonly Refusal LostToken = new(
        ErrorReason.LostResumeToken,
        "The resume token is from a state of the journal that was lost by a restore or a failover. Resume with the newest token from before it that is taken, or from the start; changes told after it may not have happened.");

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
                return Page([], await ReadEndAsync(), true);
        }

        return await ReadAsync(caller, query.ChartId, start);
    }

    private async Task<Answer<FeedPage>> ReadAsync(Caller caller, string chartId, FeedToken place)
    {
        // The place's own commit is read again: what was passed of it is skipped, and it shows that the journal is still
        // the one that the token is of.
        var commits = await journal.Store.ReadCommitsAsync(Math.Max(place.Commit - 1, 0), CommitsAtOnce, CancellationToken.None);
        if (place.Commit > 0 && (commits.Count == 0 || !place.IsOf(commits[0])))
            return LostToken;
        // Before each page of other people's changes: who watches, on record, by what is in force now.
        if (commits.Any(c => (c.Number != place.Commit || place.Record < c.Records.Count) && c.Records.Any(static r => CommitRecord.Parse(r) is { Events: > 0, History.Kind: HistoryKind.Chart }))
            && await authorizer.AuthorizeAsync(caller, AccessAction.Watch) is { } refusal)
            return refusal;
        var changes = new List<FeedChange>();
        foreach (var commit in commits)
        {
            var (record, skip) = commit.Number == place.Commit ? (place.Record, place.Event) : (0, 0);
            var mark = new Lazy<ulong>(() => FeedToken.MarkOf(commit));
            for (; record < commit.Records.Count; record++, skip = 0)
            {
                var parsed = CommitRecord.Parse(commit.Records[record]);
                if (parsed.Events == 0 || parsed.History.Kind != HistoryKind.Chart || (chartId.Length > 0 && parsed.History.ToString() != chartId))
                    continue;
                if (await AddAsync(changes, caller, parsed, new FeedToken(commit.Number, record, skip, mark.Value)) is { } ended)
                    return ended;
                if (changes.Count >= ChangesAtOnce)
                    return Page(changes, new FeedToken(commit.Number, record + 1, 0, mark.Value), false);
            }
        }

        return Page(changes, commits.Count > 0 ? FeedToken.After(commits[^1]) : place, commits.Count < CommitsAtOnce);
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
            var after = passed == record.Events ? at with { Record = at.Record + 1, Event = 0 } : at with { Event = passed };
            changes.Add(new FeedChange(after.Write(journal.Keys.Identities), chart, change));
        }

        return null;
    }

    private async Task<FeedToken> ReadEndAsync()
    {
        var last = await journal.Store.ReadLastCommitAsync(CancellationToken.None);
        var commits = await journal.Store.ReadCommitsAsync(last - 1, 1, CancellationToken.None);
        return commits.Count > 0 ? FeedToken.After(commits[0]) : default;
    }

    private FeedPage Page(IReadOnlyList<FeedChange> changes, FeedToken after, bool atEnd) =>
        new(changes, after.Write(journal.Keys.Identities), atEnd);
}
