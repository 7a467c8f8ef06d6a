using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <content>What changes a chart.</content>
public sealed partial class ChartGrain
{
    private static readonly Refusal NoSuchSite = new(ErrorReason.InvalidRequest, "'site' names no site. Add the site first.");

    /// <inheritdoc/>
    public async Task<Answer<Recorded>> OpenAsync(Caller caller, OpenChart command)
    {
        if (await _services.FindSiteAsync(command.Site) is not { } site)
            return NoSuchSite;
        var key = ChartKeys.Operation(caller.Account, command.OperationId);
        var fingerprint = ChartKeys.Fingerprint($"open\0{command.Site}", [command.Demographics]);
        return await CarryOutAsync<Recorded>(caller, AccessAction.Open, (question, _) => AccessRules.DecideOpen(question, command.Site), (chart, verdict, question) =>
            DecideAsync(chart, question, verdict, key, fingerprint, [command.Demographics], (operation, by) => ChartDecisions.Open(chart, command, site, operation, by)));
    }

    /// <inheritdoc/>
    public Task<Answer<Recorded>> AppendAsync(Caller caller, AppendEntries command)
    {
        var key = ChartKeys.Operation(caller.Account, command.OperationId);
        var fingerprint = ChartKeys.Fingerprint("append", command.Entries);
        return CarryOutAsync<Recorded>(caller, AccessAction.Append, OnChart(command.Site), (chart, verdict, question) =>
            DecideAsync(chart, question, verdict, key, fingerprint, command.Entries, (operation, by) => ChartDecisions.Append(chart, command, operation, by)));
    }

    /// <inheritdoc/>
    public Task<Answer<Recorded>> AmendAsync(Caller caller, AmendEntry command)
    {
        var key = ChartKeys.Operation(caller.Account, command.OperationId);
        var fingerprint = ChartKeys.Fingerprint($"amend\0{command.EntryId}\0{command.Reason}", [command.Content]);
        return CarryOutAsync<Recorded>(caller, AccessAction.Amend, OnChart(command.Site), (chart, verdict, question) =>
            DecideAsync(chart, question, verdict, key, fingerprint, [command.Content], (operation, by) => ChartDecisions.Amend(chart, command, operation, by)));
    }

    /// <inheritdoc/>
    public Task<Answer<Recorded>> RetractAsync(Caller caller, RetractEntry command)
    {
        var key = ChartKeys.Operation(caller.Account, command.OperationId);
        var fingerprint = ChartKeys.Fingerprint($"retract\0{command.EntryId}\0{command.Reason}", []);
        return CarryOutAsync<Recorded>(caller, AccessAction.Retract, OnChart(command.Site), (chart, verdict, question) =>
            DecideAsync(chart, question, verdict, key, fingerprint, [], (operation, by) => ChartDecisions.Retract(chart, command, operation, by)));
    }

    /// <inheritdoc/>
    public Task<Answer<Recorded>> ReviewAsync(Caller caller, ReviewEntry command)
    {
        var key = ChartKeys.Operation(caller.Account, command.OperationId);
        var fingerprint = ChartKeys.Fingerprint($"review\0{command.EntryId}\0{command.Note}", []);
        return CarryOutAsync<Recorded>(caller, AccessAction.Amend, OnChart(command.Site), async (chart, verdict, question) =>
        {
            var latest = chart.Index.LatestOf(command.EntryId) is not 0 and var version ? (await _history.ReadAsync(chart, [version]))[0] : null;
            return await DecideAsync(chart, question, verdict, key, fingerprint, [], (operation, by) => ChartDecisions.Review(chart, command, latest, operation, by));
        });
    }

    /// <inheritdoc/>
    public async Task<Answer<Recorded>> AddSiteAsync(Caller caller, AddTreatingSite command)
    {
        if (await _services.FindSiteAsync(command.Site) is not { } site)
            return NoSuchSite;
        var key = ChartKeys.Operation(caller.Account, command.OperationId);
        var fingerprint = ChartKeys.Fingerprint($"share\0{command.Site}", []);
        return await CarryOutAsync<Recorded>(caller, AccessAction.Share, OnChart(), (chart, verdict, question) =>
            DecideAsync(chart, question, verdict, key, fingerprint, [], (operation, by) => ChartDecisions.AddSite(chart, site, operation, by)));
    }

    /// <inheritdoc/>
    public async Task<Answer<Imported>> ImportAsync(Caller caller, ImportEntries command)
    {
        if (await _services.FindSiteAsync(command.Site) is not { } site)
            return NoSuchSite;
        return await CarryOutAsync<Imported>(
            caller,
            AccessAction.Import,
            (question, chart) => chart.At.Version == 0 ? AccessRules.DecideOpen(question, command.Site) : AccessRules.Decide(question, chart.Relations, command.Site),
            (chart, verdict, question) =>
            {
                var decision = ChartDecisions.Import(chart, command, site, By(question, verdict));
                if (decision.Refusal is { } refusal)
                    return ValueTask.FromResult(ChartStep<Imported>.Refuse(refusal, []));
                var stored = decision.Events.Count(e => e.EventCase != ChartEvent.EventOneofCase.Opened);
                var step = new ChartStep<Imported>(
                    decision.Events,
                    EntriesOf(decision.Events, chart.At.Version),
                    after => new Imported(after.Version, stored, command.Entries.Count - stored))
                {
                    Terms = TermsOf(decision.Events.Select(ChartState.ContentOf).OfType<EntryContent>()),
                };
                return ValueTask.FromResult(step);
            });
    }

    private async ValueTask<ChartStep<Recorded>> DecideAsync(
        ChartState chart,
        AccessQuestion question,
        Verdict verdict,
        byte[] key,
        byte[] fingerprint,
        IReadOnlyList<EntryContent> contents,
        Func<Operation, Authorship, Decision> decide)
    {
        var (version, earlier) = await _history.FindOperationAsync(chart, key);
        var decision = decide(new Operation(key, fingerprint, earlier, version), By(question, verdict));
        var chartId = chart.Relations.Id;
        if (decision.Refusal is { } refusal)
            return ChartStep<Recorded>.Refuse(refusal, []);
        if (decision.AlreadyRecorded)
            return ChartStep<Recorded>.Read(FirstAnswer(chartId, chart, version, earlier), []);
        var entries = EntriesOf(decision.Events, chart.At.Version);
        return new ChartStep<Recorded>(decision.Events, entries, after => new Recorded(chartId, after.Version, entries, false)) { Terms = TermsOf(contents) };
    }

    private static Authorship By(AccessQuestion question, Verdict verdict) =>
        new(question.Who, question.Account.DisplayName, verdict.Sight!, verdict.Hat.Site, question.At);

    /// <summary>What was answered when the operation was first carried out.</summary>
    private static Recorded FirstAnswer(string chartId, ChartState chart, long version, ChartEvent? earlier)
    {
        if (earlier is null)
            return new Recorded(chartId, chart.At.Version, [], true);
        var versions = Enumerable.Range(0, earlier.Count).Select(i => version + i);
        var entries = versions.Select(v => (long)chart.Index[(int)v].Entry).Where(e => e != 0).ToList();
        return new Recorded(chartId, version + earlier.Count - 1, entries, true);
    }

    private static List<long> EntriesOf(IReadOnlyList<ChartEvent> events, long before)
    {
        var entries = new List<long>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            var entry = events[i].EventCase switch
            {
                ChartEvent.EventOneofCase.Recorded => before + i + 1,
                ChartEvent.EventOneofCase.Amended => events[i].Amended.Entry,
                ChartEvent.EventOneofCase.Retracted => events[i].Retracted.Entry,
                _ => 0,
            };
            if (entry != 0)
                entries.Add(entry);
        }

        return entries;
    }
}
