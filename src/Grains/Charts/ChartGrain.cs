using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Patients;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;
using MedRecords.V1;
using Orleans.Placement;

namespace MedRecords.Grains.Charts;

/// <summary>
/// A patient's chart. Every method reads alike: authorize, decide, commit, apply, reply. Nothing is applied
/// or answered before its access is durable; what was decided on something old is decided again.
/// </summary>
/// <remarks>
/// A chart is opened where it is first asked for: a load balancer that sends a chart's calls to one silo then has
/// them served there, and without one the charts of a burst are spread as its calls are.
/// </remarks>
[PreferLocalPlacement]
public sealed partial class ChartGrain : Grain, IChartGrain
{
    /// <summary>Tries before a chart under constant change from elsewhere is given up for now.</summary>
    private const int MaxTries = 50;

    /// <summary>Versions after which the snapshot is written anew.</summary>
    private const int VersionsPerSnapshot = 256;

    private readonly IPersistentState<SealedSnapshot> _snapshot;
    private readonly ChartHistory _history;
    private readonly ChartServices _services;
    private ChartState _chart = null!;
    private long _snapshotVersion;
    private bool _isHeld;

    /// <summary>Takes the grain's storage and services.</summary>
    public ChartGrain([PersistentState("chart", ChartServices.SnapshotStorage)] IPersistentState<SealedSnapshot> snapshot, ChartHistory history, ChartServices services)
    {
        _snapshot = snapshot;
        _history = history;
        _services = services;
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!HistoryId.TryParse(this.GetPrimaryKeyString(), HistoryKind.Chart, out var id))
            throw new ArgumentException("The key is not a chart's id.");
        _chart = await _history.OpenAsync(id, _snapshot.State?.Payload ?? [], cancellationToken);
        _snapshotVersion = _snapshot.State?.Payload is { Length: > 0 } ? _chart.At.Version : 0;
        _services.Held.Add();
        _isHeld = true;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_chart is { } chart && chart.At.Version - _snapshotVersion >= RecentEvents.MaxCount / 2)
            await WriteSnapshotAsync();
        if (_isHeld)
            _services.Held.Remove();
        _isHeld = false;
    }

    /// <summary>Authorizes, decides and commits until what was decided on is current, then applies and replies.</summary>
    private async Task<Answer<T>> CarryOutAsync<T>(Caller caller, AccessAction action, Func<AccessQuestion, ChartState, Verdict> authorize, Func<ChartState, Verdict, AccessQuestion, ValueTask<ChartStep<T>>> decide)
        where T : class
    {
        var doubt = false;
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            try
            {
                var chart = _chart;
                var ground = await _services.Grounds.ReadAsync(caller);
                var question = ground.Ask(caller, action, _services.Time.GetUtcNow());
                var verdict = authorize(question, chart);
                var step = verdict.Refusal is { } denied
                    ? ChartStep<T>.Refuse(denied, [])
                    : await decide(chart, verdict, question);
                var outcome = verdict.Refusal is null ? step.Outcome : AccessOutcome.Denied;
                var access = AccessRecords.Build(question, verdict, outcome, chart.Relations.Id, chart.At.Version, step.Entries);
                var result = await _history.Journal.CommitAsync(new Proposal(chart.At, ground.Seen, step.Events, access, step.Terms));
                if (result.Committed)
                {
                    if (step.Events.Count > 0)
                        await ApplyAsync(result, step.Events);
                    // What was tried before the caller's rights ended may be stored, and a refusal would say that it is not.
                    return doubt && verdict.Refusal is not null ? throw Doubt(null) : step.Answer(result.After!);
                }

                await CatchUpAsync(ground.Seen, result.Current);
            }
            catch (OutcomeUnknownException) when (tries < MaxTries)
            {
                // Read again and decide again: what turns out to have been stored is found by its operation.
                doubt = true;
                await CatchUpInDoubtAsync();
            }
            catch (JournalUnavailableException failure) when (doubt)
            {
                throw Doubt(failure);
            }
        }

        var tooFast = new JournalUnavailableException("The chart, the account or the policy changes too fast. Retry.");
        throw doubt ? Doubt(tooFast) : tooFast;
    }

    private async Task CatchUpAsync(IReadOnlyList<Seen> seen, IReadOnlyList<long> current)
    {
        if (current[0] != _chart.At.Version)
            await CatchUpAsync();
        await _services.Grounds.CatchUpAsync(seen, [.. current.Skip(1)]);
    }

    private async Task CatchUpAsync()
    {
        var newer = await _history.CatchUpAsync(_chart, CancellationToken.None);
        // A read that interleaved may have been faster.
        if (newer.At.Version > _chart.At.Version)
            _chart = newer;
    }

    private async Task CatchUpInDoubtAsync()
    {
        try
        {
            await CatchUpAsync();
        }
        catch (JournalUnavailableException failure)
        {
            throw Doubt(failure);
        }
    }

    private static OutcomeUnknownException Doubt(Exception? failure) =>
        new("Whether the operation was carried out is not known. Retry with the same operation id.", failure);

    private async Task ApplyAsync(CommitOutcome committed, IReadOnlyList<ChartEvent> events)
    {
        // The first events come with the chart's key.
        var chart = _chart.At.Key is null ? _chart with { At = _chart.At with { Key = committed.After!.Key } } : _chart;
        _chart = chart.Apply(committed.Events, events);
        if (_chart.At.Version - _snapshotVersion >= VersionsPerSnapshot)
            await WriteSnapshotAsync();
    }

    /// <summary>Writes the snapshot. That it fails is no fault: it costs the next activation time.</summary>
    private async Task WriteSnapshotAsync()
    {
        var chart = _chart;
        try
        {
            _snapshot.State = new SealedSnapshot { Payload = ChartSnapshots.Seal(chart) };
            await _snapshot.WriteStateAsync();
        }
        catch (Exception failure)
        {
            _services.SnapshotFailed(chart.At.Id, failure);
        }

        // Tried or done: the next one is due after as many versions again.
        _snapshotVersion = chart.At.Version;
    }

    private static Func<AccessQuestion, ChartState, Verdict> OnChart(string site = "") =>
        (question, chart) => AccessRules.Decide(question, chart.Relations, site);

    private IReadOnlyList<ReadOnlyMemory<byte>> TermsOf(IEnumerable<EntryContent> contents) =>
        [.. contents.Where(c => c.Demographics is not null).SelectMany(c => SearchTerms.Of(c.Demographics, _services.Terms))];
}
