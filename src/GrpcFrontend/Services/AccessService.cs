using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Relations to charts, consents and emergency access.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Access))]
internal sealed class AccessService(IGrainFactory grains) : V1.Access.AccessBase
{
    /// <inheritdoc/>
    public override async Task<ExplainResponse> Explain(ExplainRequest request, ServerCallContext context)
    {
        var query = request.ToQuery(await AccountAsync(request.User));
        return new() { Explanations = { (await Chart(request.ChartId).ExplainAsync(context.Caller(), query)).OrThrow().Items } };
    }

    /// <inheritdoc/>
    public override async Task<RelationResponse> Grant(GrantRequest request, ServerCallContext context) =>
        await ChangeAsync(request.ChartId, request.ToChange(await AccountAsync(request.User)), context);

    /// <inheritdoc/>
    public override Task<RelationResponse> Revoke(RevokeRequest request, ServerCallContext context) =>
        ChangeAsync(request.ChartId, request.ToChange(), context);

    /// <inheritdoc/>
    public override async Task<ListGrantsResponse> ListGrants(ListGrantsRequest request, ServerCallContext context)
    {
        var listed = await ListAsync(request.ChartId, context);
        return new() { Grants = { listed.Grants }, Proxies = { listed.Proxies }, Team = { listed.Team }, Protection = listed.Protection };
    }

    /// <inheritdoc/>
    public override async Task<RelationResponse> SetCareTeamMember(SetCareTeamMemberRequest request, ServerCallContext context) =>
        await ChangeAsync(request.ChartId, request.ToChange(await AccountAsync(request.User)), context);

    /// <inheritdoc/>
    public override Task<RelationResponse> SetProtection(SetProtectionRequest request, ServerCallContext context) =>
        ChangeAsync(request.ChartId, request.ToChange(), context);

    /// <inheritdoc/>
    public override async Task<RelationResponse> InviteProxy(InviteProxyRequest request, ServerCallContext context) =>
        await ChangeAsync(request.ChartId, request.ToChange(await AccountAsync(request.User)), context);

    /// <inheritdoc/>
    public override Task<RelationResponse> ConfirmProxy(ConfirmProxyRequest request, ServerCallContext context) =>
        ChangeAsync(request.ChartId, request.ToChange(), context);

    /// <inheritdoc/>
    public override async Task<RelationResponse> SetConsent(SetConsentRequest request, ServerCallContext context) =>
        await ChangeAsync(request.ChartId, request.ToChange(await AccountAsync(request.User)), context);

    /// <inheritdoc/>
    public override Task<RelationResponse> WithdrawConsent(WithdrawConsentRequest request, ServerCallContext context) =>
        ChangeAsync(request.ChartId, request.ToChange(), context);

    /// <inheritdoc/>
    public override async Task<ListConsentsResponse> ListConsents(ListConsentsRequest request, ServerCallContext context) =>
        new() { Directives = { (await ListAsync(request.ChartId, context)).Consents } };

    /// <inheritdoc/>
    public override async Task<StartEmergencyAccessResponse> StartEmergencyAccess(StartEmergencyAccessRequest request, ServerCallContext context)
    {
        var started = (await Chart(request.ChartId).RelateAsync(context.Caller(), request.ToChange())).OrThrow();
        return new() { Access = started.Emergency, Version = started.Version, AlreadyRecorded = started.AlreadyRecorded };
    }

    /// <inheritdoc/>
    public override Task<RelationResponse> EndEmergencyAccess(EndEmergencyAccessRequest request, ServerCallContext context) =>
        ChangeAsync(request.ChartId, request.ToChange(), context);

    /// <inheritdoc/>
    public override Task<RelationResponse> ReviewEmergencyAccess(ReviewEmergencyAccessRequest request, ServerCallContext context) =>
        ChangeAsync(request.ChartId, request.ToChange(), context);

    /// <inheritdoc/>
    public override async Task<ListEmergencyAccessesResponse> ListEmergencyAccesses(ListEmergencyAccessesRequest request, ServerCallContext context) =>
        new() { Accesses = { (await ListAsync(request.ChartId, context)).Emergencies } };

    private IChartGrain Chart(string id) => grains.GetGrain<IChartGrain>(Check.ChartId(id));

    // Whether there is such an account is told by the chart, to those who may know.
    private async Task<string> AccountAsync(string user) =>
        user.Length == 0 ? user : await grains.GetGrain<ISessionsGrain>(0).FindAccountAsync(Check.User(user));

    private async Task<RelationResponse> ChangeAsync(string chartId, RelationChange change, ServerCallContext context)
    {
        var recorded = (await Chart(chartId).RelateAsync(context.Caller(), change)).OrThrow();
        return new() { Id = recorded.Id, Version = recorded.Version, AlreadyRecorded = recorded.AlreadyRecorded };
    }

    private async Task<Relations> ListAsync(string chartId, ServerCallContext context) =>
        (await Chart(chartId).ListRelationsAsync(context.Caller())).OrThrow();
}
