using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Access;

public class BrokenRequest
{
    private static readonly Validity Backwards = new() { From = new Timestamp { Seconds = 20 }, Until = new Timestamp { Seconds = 10 } };

    [Fact]
    public async Task Is_refused_before_the_chart_is_asked()
    {
        await using var server = await FrontendServer.StartAsync();
        var (access, call, chart) = (server.Access, FrontendServer.SignedIn, Samples.ChartId);
        Task<RpcException>[] refusals =
        [
            access.GrantAsync(new() { OperationId = "1", ChartId = chart }, call).RefusedAsync(),
            access.GrantAsync(new() { OperationId = "1", ChartId = chart, Grant = new() { Kind = GrantKind.Referral, Reason = "x" } }, call).RefusedAsync(),
            access.GrantAsync(new() { OperationId = "1", ChartId = chart, Grant = new() { Account = "a", Reason = "x" } }, call).RefusedAsync(),
            access.GrantAsync(new() { OperationId = "1", ChartId = chart, Grant = new() { Account = "a", Kind = GrantKind.Referral } }, call).RefusedAsync(),
            access.GrantAsync(new() { OperationId = "1", ChartId = chart, Grant = new() { Site = "Ward 3", Kind = GrantKind.Referral, Reason = "x" } }, call).RefusedAsync(),
            access.GrantAsync(new() { OperationId = "1", ChartId = chart, Grant = new() { Account = "a", Kind = GrantKind.Referral, Reason = "x", Validity = Backwards } }, call).RefusedAsync(),
            access.GrantAsync(new() { ChartId = chart, Grant = new() { Account = "a", Kind = GrantKind.Referral, Reason = "x" } }, call).RefusedAsync(),
            access.InviteProxyAsync(new() { OperationId = "1", ChartId = chart, Proxy = new() { Account = "a" } }, call).RefusedAsync(),
            access.InviteProxyAsync(new() { OperationId = "1", ChartId = chart, Proxy = new() { Kind = ProxyKind.Family } }, call).RefusedAsync(),
            access.SetCareTeamMemberAsync(new() { OperationId = "1", ChartId = chart, Member = new() { Account = "a" } }, call).RefusedAsync(),
            access.SetConsentAsync(new() { OperationId = "1", ChartId = chart, Directive = new() { Anyone = true } }, call).RefusedAsync(),
            access.SetConsentAsync(new() { OperationId = "1", ChartId = chart, Directive = new() { Anyone = true, Effect = (ConsentEffect)9 } }, call).RefusedAsync(),
            access.ConfirmProxyAsync(new() { OperationId = "1", ChartId = chart, Id = new string('0', 16) }, call).RefusedAsync(),
            access.StartEmergencyAccessAsync(new() { OperationId = "1", ChartId = chart }, call).RefusedAsync(),
            access.ReviewEmergencyAccessAsync(new() { OperationId = "1", ChartId = chart, Id = new string('0', 16) }, call).RefusedAsync(),
            access.ExplainAsync(new() { ChartId = chart }, call).RefusedAsync(),
            access.ExplainAsync(new() { ChartId = chart, Action = AccessAction.Read, EntryId = -1 }, call).RefusedAsync(),
            access.ExplainAsync(new() { ChartId = chart, Action = AccessAction.Read, User = "a b" }, call).RefusedAsync(),
        ];

        foreach (var refusal in refusals) (await refusal).Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.Empty(server.Grains.Chart.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcde")]
    [InlineData("../../etc/passwd")]
    public async Task With_an_id_that_can_be_none_is_answered_as_for_one_that_is_not_there(string id)
    {
        await using var server = await FrontendServer.StartAsync();
        var (access, call, chart) = (server.Access, FrontendServer.SignedIn, Samples.ChartId);

        (await access.ConfirmProxyAsync(new() { OperationId = "1", ChartId = chart, Id = id, BirthDate = "1970" }, call).RefusedAsync()).Is(ErrorReason.NotFound, StatusCode.NotFound);
        (await access.WithdrawConsentAsync(new() { OperationId = "1", ChartId = chart, Id = id }, call).RefusedAsync()).Is(ErrorReason.NotFound, StatusCode.NotFound);
        (await access.EndEmergencyAccessAsync(new() { OperationId = "1", ChartId = chart, Id = id }, call).RefusedAsync()).Is(ErrorReason.NotFound, StatusCode.NotFound);
        (await access.ReviewEmergencyAccessAsync(new() { OperationId = "1", ChartId = chart, Id = id, Review = "x" }, call).RefusedAsync()).Is(ErrorReason.NotFound, StatusCode.NotFound);
        Assert.Empty(server.Grains.Chart.Calls);
    }
}
