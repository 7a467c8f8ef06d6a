using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Patients;
using MedRecords.Grains.Patients;
using MedRecords.Journal.Chain;
using MedRecords.Journal.Contract;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <content>What reads a chart.</content>
public sealed partial class ChartGrain
{
    private const int VerifyPage = 500;

    /// <inheritdoc/>
    public Task<Answer<ChartSummary>> GetAsync(Caller caller, int latest) =>
        CarryOutAsync<ChartSummary>(caller, AccessAction.Read, OnChart(), async (chart, verdict, _) =>
        {
            var sight = verdict.Sight!;
            var newest = ChartViews.Newest(chart, sight, latest);
            var entries = await ShowAsync(chart, sight.Rights, newest);
            entries.Reverse();
            var summary = new ChartSummary(chart.At.Version, ChartViews.Demographics(chart, sight), ChartViews.Counts(chart, sight), entries, chart.Sites);
            return ChartStep<ChartSummary>.Read(summary, entries.ConvertAll(static e => e.Id));
        });

    /// <inheritdoc/>
    public Task<Answer<EntryPage>> ListAsync(Caller caller, EntryQuery query) =>
        CarryOutAsync<EntryPage>(caller, query.Action, OnChart(), async (chart, verdict, _) =>
        {
            var version = query.AtVersion > 0 ? Math.Min(query.AtVersion, chart.At.Version)
                : query.AsOf is { } moment ? await FindVersionAsync(chart, moment)
                : chart.At.Version;
            var (versions, more) = ChartViews.Select(chart, verdict.Sight!, query, version);
            var entries = await ShowAsync(chart, verdict.Rights!, versions);
            return ChartStep<EntryPage>.Read(new EntryPage(version, entries, more), entries.ConvertAll(static e => e.Id));
        });

    /// <inheritdoc/>
    public Task<Answer<EntryPage>> GetHistoryAsync(Caller caller, long entryId) =>
        CarryOutAsync<EntryPage>(caller, AccessAction.History, OnChart(), async (chart, verdict, _) =>
        {
            var versions = ChartViews.RevisionsOf(chart, verdict.Sight!, entryId);
            if (versions.Count == 0)
                return ChartStep<EntryPage>.Refuse(AccessRules.NotFound, [entryId]);
            var entries = await ShowAsync(chart, verdict.Rights!, versions);
            return ChartStep<EntryPage>.Read(new EntryPage(chart.At.Version, entries, false), [entryId]);
        });

    /// <inheritdoc/>
    public async Task<Answer<ChangeList>> DescribeAsync(Caller caller, long firstVersion, int count)
    {
        if (!await ConcernsAsync(caller, AccessAction.Watch))
            return AccessRules.NotFound;
        return await CarryOutAsync<ChangeList>(caller, AccessAction.Watch, OnChart(), async (chart, verdict, _) =>
        {
            var last = Math.Min(chart.At.Version, firstVersion + count - 1);
            var versions = new List<long>();
            for (var version = firstVersion; version <= last; version++)
            {
                var record = chart.Index[(int)version];
                if (ChartViews.TellsOf(record, verdict.Sight!))
                    versions.Add(version);
            }

            var stored = await _history.ReadAsync(chart, versions);
            var changes = stored.Select((change, i) => ChartViews.Change(change, versions[i], chart.Index[(int)versions[i]])).ToList();
            return ChartStep<ChangeList>.Read(new ChangeList(changes), changes.Where(c => c.EntryId != 0).Select(c => c.EntryId).Distinct().ToList());
        });
    }

    /// <inheritdoc/>
    public async Task<Answer<PatientMatch>> MatchAsync(Caller caller, PatientCriteria criteria)
    {
        if (!await ConcernsAsync(caller, AccessAction.Search) || !SearchTerms.Match(_chart.Demographics, criteria))
            return AccessRules.NotFound;
        return await CarryOutAsync<PatientMatch>(caller, AccessAction.Search, OnChart(), (chart, verdict, _) =>
        {
            var shown = ChartViews.Demographics(chart, verdict.Sight!);
            // By what the caller is shown, or a search would confirm what is masked.
            return ValueTask.FromResult(shown is null || !SearchTerms.Match(shown.Content, criteria)
                ? ChartStep<PatientMatch>.Refuse(AccessRules.NotFound, [])
                : ChartStep<PatientMatch>.Read(new PatientMatch(chart.Relations.Id, shown), [shown.Id]));
        });
    }

    /// <inheritdoc/>
    public Task<Answer<ChartCheck>> VerifyAsync(Caller caller) =>
        CarryOutAsync<ChartCheck>(caller, AccessAction.Verify, OnChart(), async (chart, _, _) =>
        {
            var head = HashChain.Start;
            var versions = 0L;
            while (versions < chart.At.Version)
            {
                try
                {
                    var page = await _history.Journal.ReadAsync(chart.At with { Version = versions, Head = head }, VerifyPage, CancellationToken.None);
                    if (page.Count == 0)
                        return Checked(versions, versions + 1, head);
                    (versions, head) = (page[^1].Version, page[^1].Hash);
                }
                catch (JournalDamagedException)
                {
                    return await FindBrokenAsync(chart, versions, head);
                }
            }

            return Checked(versions, 0, head);
        });

    /// <inheritdoc/>
    public async Task<bool> TakesImportAsync(Caller caller, string site)
    {
        await CatchUpAsync();
        var ground = await _services.Grounds.ReadAsync(caller);
        var question = ground.Ask(caller, AccessAction.Import, _services.Time.GetUtcNow());
        return _chart.At.Version == 0 || AccessRules.Decide(question, _chart.Relations, site).Refusal is null;
    }

    /// <summary>
    /// Whether the chart is one of this caller's at all. One that is not is none of their business: where a
    /// search or a feed passes it by, there is no access and nothing to put on record.
    /// </summary>
    private async Task<bool> ConcernsAsync(Caller caller, AccessAction action)
    {
        // What this silo holds may be older than what led here.
        await CatchUpAsync();
        var ground = await _services.Grounds.ReadAsync(caller);
        return AccessRules.Decide(ground.Ask(caller, action, _services.Time.GetUtcNow()), _chart.Relations, string.Empty).Refusal is null;
    }

    private static ChartStep<ChartCheck> Checked(long versions, long broken, ReadOnlyMemory<byte> head) =>
        ChartStep<ChartCheck>.Read(new ChartCheck(versions, broken, head.ToArray()), []);

    /// <summary>Walks one by one to the version that does not hold.</summary>
    private async Task<ChartStep<ChartCheck>> FindBrokenAsync(ChartState chart, long versions, ReadOnlyMemory<byte> head)
    {
        while (true)
        {
            try
            {
                var next = await _history.Journal.ReadAsync(chart.At with { Version = versions, Head = head }, 1, CancellationToken.None);
                if (next.Count == 0)
                    return Checked(versions, versions + 1, head);
                (versions, head) = (next[0].Version, next[0].Hash);
            }
            catch (JournalDamagedException)
            {
                return Checked(versions, versions + 1, head);
            }
        }
    }

    private async Task<List<Entry>> ShowAsync(ChartState chart, RoleRights rights, IReadOnlyList<long> versions)
    {
        var birthDate = chart.BirthDate;
        var stored = await _history.ReadAsync(chart, versions);
        var entries = new List<Entry>(stored.Length);
        for (var i = 0; i < stored.Length; i++)
        {
            if (EntryViews.Of(stored[i], versions[i], (EntryKind)chart.Index[(int)versions[i]].Kind, rights, birthDate) is { } entry)
                entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The last version that was recorded at or before a moment; recorded times never go back.</summary>
    private async Task<long> FindVersionAsync(ChartState chart, DateTimeOffset moment)
    {
        var (low, high) = (0L, chart.At.Version);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var stored = (await _history.ReadAsync(chart, [middle]))[0];
            if (stored.RecordedAt.ToDateTimeOffset() <= moment)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
