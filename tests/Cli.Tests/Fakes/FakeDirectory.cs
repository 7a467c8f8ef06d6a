using Grpc.Core;
using MedRecords.V1;
using DirectoryService = MedRecords.V1.Directory;

namespace MedRecords.Cli.Tests.Fakes;

internal sealed class FakeDirectory(FakeState state) : DirectoryService.DirectoryBase
{
    public override Task<AddSiteResponse> AddSite(AddSiteRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () =>
    {
        if (state.Sites.Any(site => site.Id == request.Site.Id))
            return new AddSiteResponse { AlreadyThere = true };
        state.Sites.Add(request.Site);
        return new AddSiteResponse();
    }));

    public override Task<ListSitesResponse> ListSites(ListSitesRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => new ListSitesResponse { Sites = { state.Sites } }));

    public override Task<AddStaffResponse> AddStaff(AddStaffRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () =>
    {
        if (!state.Passwords.TryAdd(request.User, request.Password))
            throw FakeErrors.Of(StatusCode.AlreadyExists, "ERROR_REASON_ALREADY_EXISTS");
        return new AddStaffResponse { Account = "account-2", OneTimePassword = request.Password.Length == 0 ? "made-once" : "" };
    }));

    public override Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () => new ListAccountsResponse
    {
        Accounts = { new Account { Id = "account-1", User = "nora", DisplayName = "Nora [RN]", Kind = AccountKind.Staff, Enabled = false, Assignments = { state.Assignments } } },
    }));

    public override Task<SetAssignmentsResponse> SetAssignments(SetAssignmentsRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () =>
    {
        state.Assignments.Clear();
        state.Assignments.AddRange(request.Assignments);
        return new SetAssignmentsResponse();
    }));

    public override Task<SetEnabledResponse> SetEnabled(SetEnabledRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () => new SetEnabledResponse()));

    public override Task<ResetPasswordResponse> ResetPassword(ResetPasswordRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => new ResetPasswordResponse { OneTimePassword = "made-again" }));
}
