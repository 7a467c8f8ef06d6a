using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Directory;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Sites and accounts.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Directory))]
internal sealed class DirectoryService(IGrainFactory grains) : V1.Directory.DirectoryBase
{
    private IDirectoryGrain Institution => grains.GetGrain<IDirectoryGrain>(IDirectoryGrain.Key);

    /// <inheritdoc/>
    public override async Task<AddSiteResponse> AddSite(AddSiteRequest request, ServerCallContext context)
    {
        var site = request.Site ?? throw Errors.Invalid("site", "must be given");
        Check.Site(site.Id, "site.id");
        Check.Words(site.Name, "site.name", 1, 200);
        var added = (await Institution.AddSiteAsync(context.Caller(), site)).OrThrow();
        return new() { AlreadyThere = added.AlreadyThere };
    }

    /// <inheritdoc/>
    public override async Task<ListSitesResponse> ListSites(ListSitesRequest request, ServerCallContext context) =>
        new() { Sites = { (await Institution.ListSitesAsync(context.Caller())).OrThrow().Sites } };

    /// <inheritdoc/>
    public override async Task<AddStaffResponse> AddStaff(AddStaffRequest request, ServerCallContext context)
    {
        var made = (await Institution.AddAccountAsync(context.Caller(), request.ToCommand())).OrThrow();
        return new() { Account = made.Account, OneTimePassword = made.OneTimePassword };
    }

    /// <inheritdoc/>
    public override async Task<AddPatientAccountResponse> AddPatientAccount(AddPatientAccountRequest request, ServerCallContext context)
    {
        var made = (await Institution.AddAccountAsync(context.Caller(), request.ToCommand())).OrThrow();
        return new() { Account = made.Account, OneTimePassword = made.OneTimePassword };
    }

    /// <inheritdoc/>
    public override async Task<AddApplicationResponse> AddApplication(AddApplicationRequest request, ServerCallContext context)
    {
        var made = (await Institution.AddAccountAsync(context.Caller(), request.ToCommand())).OrThrow();
        return new() { Account = made.Account, OneTimePassword = made.OneTimePassword };
    }

    /// <inheritdoc/>
    public override async Task<SetAssignmentsResponse> SetAssignments(SetAssignmentsRequest request, ServerCallContext context)
    {
        var assignments = Accounts.Assignments(request.Assignments);
        (await (await AccountAsync(request.User)).SetAssignmentsAsync(context.Caller(), assignments)).OrThrow();
        return new();
    }

    /// <inheritdoc/>
    public override async Task<SetEnabledResponse> SetEnabled(SetEnabledRequest request, ServerCallContext context)
    {
        (await (await AccountAsync(request.User)).SetEnabledAsync(context.Caller(), request.Enabled)).OrThrow();
        return new();
    }

    /// <inheritdoc/>
    public override async Task<ResetPasswordResponse> ResetPassword(ResetPasswordRequest request, ServerCallContext context) =>
        new() { OneTimePassword = (await (await AccountAsync(request.User)).ResetPasswordAsync(context.Caller())).OrThrow().OneTimePassword };

    /// <inheritdoc/>
    public override async Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context) =>
        new() { Accounts = { (await Institution.ListAccountsAsync(context.Caller())).OrThrow().Accounts } };

    // Whether there is such an account is told by the account, to those who may know.
    private async Task<IAccountGrain> AccountAsync(string user) =>
        grains.GetGrain<IAccountGrain>(await grains.GetGrain<ISessionsGrain>(0).FindAccountAsync(Check.User(user)));
}
