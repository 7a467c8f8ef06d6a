using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Retention;
using MedRecords.Grains.Retention;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <content>How long the chart is kept, and what stands against its destruction.</content>
public sealed partial class ChartGrain
{
    /// <inheritdoc/>
    public Task<Answer<RetentionRecorded>> RetainAsync(Caller caller, RetentionChange change)
    {
        var key = ChartKeys.Operation(caller.Account, change.OperationId);
        var fingerprint = ChartKeys.Fingerprint(RetentionRequests.TextOf(change), []);
        return CarryOutAsync<RetentionRecorded>(caller, RetentionRequests.ActionOf(change), OnChart(), async (chart, verdict, question) =>
        {
            var (version, earlier) = await _history.FindOperationAsync(chart, key);
            var operation = new Operation(key, fingerprint, earlier, version);
            var decision = RetentionDecisions.Decide(chart, change, operation, By(question, verdict));
            if (decision.Refusal is { } refusal)
                return ChartStep<RetentionRecorded>.Refuse(refusal, []);
            var id = RetentionDecisions.IdOf(change, operation);
            return decision.AlreadyRecorded
                ? ChartStep<RetentionRecorded>.Read(new RetentionRecorded(id, earlier is null ? chart.At.Version : version, true), [])
                : new ChartStep<RetentionRecorded>(decision.Events, [], after => new RetentionRecorded(id, after.Version, false));
        });
    }

    /// <inheritdoc/>
    public Task<Answer<Holds>> ListHoldsAsync(Caller caller) =>
        CarryOutAsync<Holds>(caller, AccessAction.Retention, OnChart(), (chart, _, _) =>
            ValueTask.FromResult(ChartStep<Holds>.Read(new Holds([.. chart.Retention.Holds]), [])));

    /// <inheritdoc/>
    public async Task<Answer<Due>> FindDueAsync(Caller caller)
    {
        // As with a search: what is not due, or not the caller's, is passed by, and nothing is told of it.
        if (!await ConcernsAsync(caller, AccessAction.Retention))
            return AccessRules.NotFound;
        return await FindDueAsync(_chart, (await _services.Grounds.ReadAsync(caller)).Policy.State.InForce(_services.Time.GetUtcNow())) is null
            ? AccessRules.NotFound
            : await CarryOutAsync<Due>(caller, AccessAction.Retention, OnChart(), async (chart, _, question) =>
                await FindDueAsync(chart, question.Policy) is { } due
                    ? ChartStep<Due>.Read(due, [])
                    : ChartStep<Due>.Refuse(AccessRules.NotFound, []));
    }

    private async ValueTask<Due?> FindDueAsync(ChartState chart, Policy.PolicyRules policy)
    {
        var keptUntil = await FindEndAsync(chart, policy);
        return RetentionTerm.HasPassed(keptUntil, _services.Time.GetUtcNow())
            ? new Due(chart.Relations.Id, keptUntil!.Value, chart.Retention.IsHeld(chart.Index))
            : null;
    }

    /// <summary>The last day of the chart's retention; null where it has no end.</summary>
    private async ValueTask<DateOnly?> FindEndAsync(ChartState chart, Policy.PolicyRules policy)
    {
        // A policy without a term needs no look at the entries.
        if (policy.Stored.Retention?.Usual is null)
            return null;
        var versions = RetentionFacts.VersionsNeeded(chart.Index);
        var events = await _history.ReadAsync(chart, versions);
        var facts = RetentionFacts.Of(chart, versions.Zip(events).ToDictionary(static pair => pair.First, static pair => pair.Second));
        return RetentionTerm.KeptUntil(policy.Stored.Retention, facts);
    }
}
