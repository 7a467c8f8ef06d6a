using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Journal.Commit;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <content>Who looked at the chart.</content>
public sealed partial class ChartGrain
{
    private const int CommitsAtOnce = 100;

    /// <inheritdoc/>
    public Task<Answer<AccessPage>> ListAccessesAsync(Caller caller, AccessQuery query) =>
        CarryOutAsync<AccessPage>(caller, AccessAction.Audit, OnChart(), async (chart, _, _) =>
        {
            var store = _history.Journal.Store;
            var accesses = new List<AccessRecord>();
            var before = query.BeforeCommit;
            while (true)
            {
                var commits = await store.FindCommitsAsync(chart.At.Id, before, CommitsAtOnce, CancellationToken.None);
                foreach (var number in commits)
                {
                    accesses.AddRange(await ReadAccessesAsync(chart, number));
                    before = number;
                    // A commit is never split between pages, so that none of it is skipped.
                    if (accesses.Count >= query.Limit)
                        return ChartStep<AccessPage>.Read(new AccessPage(accesses, number), []);
                }

                if (commits.Count < CommitsAtOnce)
                    return ChartStep<AccessPage>.Read(new AccessPage(accesses, 0), []);
            }
        });

    private async Task<List<AccessRecord>> ReadAccessesAsync(ChartState chart, long number)
    {
        var found = new List<AccessRecord>();
        foreach (var commit in await _history.Journal.Store.ReadCommitsAsync(number - 1, 1, CancellationToken.None))
        {
            foreach (var record in commit.Records)
            {
                if (CommitRecord.Parse(record).History == chart.At.Id)
                    found.Add(AccessRecord.Parser.ParseFrom(_history.Journal.OpenAccess(record)));
            }
        }

        found.Reverse();
        return found;
    }
}
