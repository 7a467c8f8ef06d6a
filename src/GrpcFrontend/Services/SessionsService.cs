using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Signing in and out.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Sessions))]
internal sealed class SessionsService(IGrainFactory grains) : Sessions.SessionsBase
{
    /// <inheritdoc/>
    public override async Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context)
    {
        // Longer than any user name or password could be: refused here, so that nobody makes us hash it.
        Check.Count(request.User.Length, "user", 256);
        Check.Password(request.Password, "password");
        var session = (await grains.GetGrain<ISessionsGrain>(0).SignInAsync(request.User, request.Password, context.Origin())).OrThrow();
        return new()
        {
            Token = session.Token,
            ExpiresAt = Timestamp.FromDateTimeOffset(session.ExpiresAt),
            Account = session.Account.Id,
            Assignments = { session.Account.Assignments },
            MustChangePassword = session.MustChangePassword,
            ChartId = session.ChartId,
        };
    }

    /// <inheritdoc/>
    public override async Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        (await grains.GetGrain<IAccountGrain>(caller.Account).SignOutAsync(caller, request.Everywhere)).OrThrow();
        return new();
    }

    /// <inheritdoc/>
    public override async Task<ChangePasswordResponse> ChangePassword(ChangePasswordRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        var current = Check.Password(request.CurrentPassword, "current_password");
        var wanted = Accounts.NewPassword(request.NewPassword, "new_password");
        var session = (await grains.GetGrain<IAccountGrain>(caller.Account).ChangePasswordAsync(caller, current, wanted)).OrThrow();
        return new() { Token = session.Token, ExpiresAt = Timestamp.FromDateTimeOffset(session.ExpiresAt) };
    }
}
