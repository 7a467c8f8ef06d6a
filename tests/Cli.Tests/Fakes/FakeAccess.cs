using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Fakes;

/// <summary>Keeps what it is given of one chart, and answers with what it keeps.</summary>
internal sealed class FakeAccess(FakeState state) : MedRecords.V1.Access.AccessBase
{
    private const string Id = "00112233aabbccdd";

    public override Task<RelationResponse> Grant(GrantRequest request, ServerCallContext context) => Keep(context, () =>
    {
        request.Grant.Id = Id;
        state.Granted.Grants.Add(request.Grant);
    });

    public override Task<RelationResponse> Revoke(RevokeRequest request, ServerCallContext context) => Keep(context, () =>
    {
        foreach (var grant in state.Granted.Grants.Where(grant => grant.Id == request.Id).ToList())
            state.Granted.Grants.Remove(grant);
    });

    public override Task<ListGrantsResponse> ListGrants(ListGrantsRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => state.Granted));

    public override Task<RelationResponse> SetCareTeamMember(SetCareTeamMemberRequest request, ServerCallContext context) => Keep(context, () =>
    {
        request.Member.Account = request.User;
        state.Granted.Team.Add(request.Member);
    });

    public override Task<RelationResponse> SetProtection(SetProtectionRequest request, ServerCallContext context) => Keep(context, () => state.Granted.Protection = request.Protection);

    public override Task<RelationResponse> InviteProxy(InviteProxyRequest request, ServerCallContext context) => Keep(context, () =>
    {
        (request.Proxy.Id, request.Proxy.Account) = (Id, request.User);
        state.Granted.Proxies.Add(request.Proxy);
    });

    public override Task<RelationResponse> ConfirmProxy(ConfirmProxyRequest request, ServerCallContext context) => Keep(context, () => state.Granted.Proxies[0].Confirmed = true);

    public override Task<RelationResponse> SetConsent(SetConsentRequest request, ServerCallContext context) => Keep(context, () =>
    {
        request.Directive.Id = Id;
        state.Directives.Add(request.Directive);
    });

    public override Task<RelationResponse> WithdrawConsent(WithdrawConsentRequest request, ServerCallContext context) => Keep(context, () => state.Directives.RemoveAll(one => one.Id == request.Id));

    public override Task<ListConsentsResponse> ListConsents(ListConsentsRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => new ListConsentsResponse { Directives = { state.Directives } }));

    public override Task<StartEmergencyAccessResponse> StartEmergencyAccess(StartEmergencyAccessRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () =>
    {
        var began = new DateTimeOffset(2026, 5, 4, 3, 0, 0, TimeSpan.Zero);
        var access = new EmergencyAccess { Id = Id, AccountName = "Nora", Role = Role.Nurse, Site = "main", Reason = request.Reason, BeganAt = began.ToTimestamp(), Until = began.AddHours(1).ToTimestamp() };
        state.Emergencies.Add(access);
        return new StartEmergencyAccessResponse { Access = access, Version = 7 };
    }));

    public override Task<RelationResponse> EndEmergencyAccess(EndEmergencyAccessRequest request, ServerCallContext context) => Keep(context, () => state.Emergencies[0].Until = state.Emergencies[0].BeganAt);

    public override Task<RelationResponse> ReviewEmergencyAccess(ReviewEmergencyAccessRequest request, ServerCallContext context) => Keep(context, () =>
        (state.Emergencies[0].ReviewedBy, state.Emergencies[0].Justified, state.Emergencies[0].Review) = ("officer", request.Justified, request.Review));

    public override Task<ListEmergencyAccessesResponse> ListEmergencyAccesses(ListEmergencyAccessesRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => new ListEmergencyAccessesResponse { Accesses = { state.Emergencies } }));

    public override Task<ExplainResponse> Explain(ExplainRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () => new ExplainResponse
    {
        Explanations =
        {
            new Explanation
            {
                Role = Role.Nurse,
                Site = "main",
                Permitted = request.User.Length == 0,
                Masked = { ConfidentialDetail.SocialSecurityNumber },
                Steps = { new RuleStep { Holds = true, Says = "The account may be used." }, new RuleStep { Holds = request.User.Length == 0, Says = "A relation holds." } },
            },
        },
    }));

    private Task<RelationResponse> Keep(ServerCallContext context, Action keep) => Task.FromResult(state.Answer(context, () =>
    {
        keep();
        return new RelationResponse { Id = Id, Version = 7 };
    }));
}
