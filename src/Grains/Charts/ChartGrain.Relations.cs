using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <content>Who stands to the chart in which way, and what its patient consents to.</content>
public sealed partial class ChartGrain
{
    private static readonly Refusal NoSuchAccount = new(ErrorReason.InvalidRequest, "There is no such account. Check the user name, or have an administrator add one.");

    /// <inheritdoc/>
    public async Task<Answer<RelationRecorded>> RelateAsync(Caller caller, RelationChange change)
    {
        // Told to those alone who may make the change.
        var unknown = await CheckNamesAsync(change);
        var key = ChartKeys.Operation(caller.Account, change.OperationId);
        var fingerprint = ChartKeys.Fingerprint(RelationRequests.TextOf(change), []);
        return await CarryOutAsync<RelationRecorded>(caller, RelationRequests.ActionOf(change), (question, chart) => RelationRequests.Authorize(change, question, chart.Relations), async (chart, verdict, question) =>
        {
            if (unknown is not null)
                return ChartStep<RelationRecorded>.Refuse(unknown, []);
            var (version, earlier) = await _history.FindOperationAsync(chart, key);
            var operation = new Operation(key, fingerprint, earlier, version);
            var decision = RelationDecisions.Decide(chart, change, question.Policy, operation, By(question, verdict), verdict.Hat);
            if (decision.Refusal is { } refusal)
                return ChartStep<RelationRecorded>.Refuse(refusal, []);
            if (decision.AlreadyRecorded)
                return ChartStep<RelationRecorded>.Read(RelationRequests.Recorded(change, operation, earlier, earlier is null ? chart.At.Version : version, true), []);
            return new ChartStep<RelationRecorded>(decision.Events, [], after => RelationDecisions.RefusalAfter(decision.Events) is { } wrong
                ? wrong
                : RelationRequests.Recorded(change, operation, decision.Events[0], after.Version, false));
        });
    }

    /// <inheritdoc/>
    public Task<Answer<Relations>> ListRelationsAsync(Caller caller) =>
        CarryOutAsync<Relations>(caller, AccessAction.Explain, OnChart(), (chart, _, _) =>
        {
            var known = chart.Relations;
            var listed = new Relations(known.Grants, known.Proxies, known.Team, known.Protection, [.. known.Consents.Select(static directive => directive.Stored)], known.Emergencies);
            return ValueTask.FromResult(ChartStep<Relations>.Read(listed, []));
        });

    /// <inheritdoc/>
    public async Task<Answer<Explanations>> ExplainAsync(Caller caller, ExplainQuery query)
    {
        var account = query.Account.Length > 0 ? query.Account : caller.Account;
        var known = await _services.Grounds.FindAccountAsync(account);
        return await CarryOutAsync<Explanations>(caller, AccessAction.Explain, OnChart(), (chart, _, question) =>
        {
            if (known is null)
                return ValueTask.FromResult(ChartStep<Explanations>.Refuse(NoSuchAccount, []));
            var asked = question with { Caller = caller with { Account = account, Purpose = query.Purpose }, Account = known, Who = account, Application = null, Action = query.Action };
            return ValueTask.FromResult(query.EntryId > 0 && chart.Index.LatestOf(query.EntryId) == 0
                ? ChartStep<Explanations>.Refuse(AccessRules.NotFound, [query.EntryId])
                : ChartStep<Explanations>.Read(new Explanations(Explainer.Explain(asked, chart, query.EntryId)), query.EntryId > 0 ? [query.EntryId] : []));
        });
    }

    /// <summary>Why a change names somebody or some place that there is not; null where it names none such.</summary>
    private async Task<Refusal?> CheckNamesAsync(RelationChange change)
    {
        var (accounts, sites) = RelationRequests.NamesOf(change);
        foreach (var account in accounts)
        {
            if (await _services.Grounds.FindAccountAsync(account) is null)
                return NoSuchAccount;
        }

        foreach (var site in sites)
        {
            if (await _services.FindSiteAsync(site) is null)
                return NoSuchSite;
        }

        return null;
    }
}
