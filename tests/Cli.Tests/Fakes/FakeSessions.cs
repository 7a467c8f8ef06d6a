using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Fakes;

internal sealed class FakeSessions(FakeState state) : Sessions.SessionsBase
{
    public override Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context)
    {
        state.Enter(context, needsSession: false);
        if (!state.Passwords.TryGetValue(request.User, out var password) || password != request.Password)
            throw FakeErrors.Of(StatusCode.Unauthenticated, "ERROR_REASON_SIGN_IN_FAILED");
        return Task.FromResult(new SignInResponse
        {
            Token = NewToken(request.User),
            ExpiresAt = Timestamp.FromDateTime(DateTime.UtcNow + state.SessionLength),
            Account = "account-1",
            Assignments = { state.Assignments },
            MustChangePassword = state.MustChangePassword,
        });
    }

    public override Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () =>
    {
        if (request.Everywhere)
            state.Tokens.Clear();
        else
            state.Tokens.TryRemove(context.RequestHeaders.GetValue("authorization")!["Bearer ".Length..], out _);
        return new SignOutResponse();
    }));

    public override Task<ChangePasswordResponse> ChangePassword(ChangePasswordRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () =>
    {
        var user = state.Tokens[context.RequestHeaders.GetValue("authorization")!["Bearer ".Length..]];
        if (state.Passwords[user] != request.CurrentPassword)
            throw FakeErrors.Of(StatusCode.Unauthenticated, "ERROR_REASON_SIGN_IN_FAILED");
        state.Passwords[user] = request.NewPassword;
        state.MustChangePassword = false;
        state.Tokens.Clear();
        return new ChangePasswordResponse { Token = NewToken(user), ExpiresAt = Timestamp.FromDateTime(DateTime.UtcNow + state.SessionLength) };
    }));

    private string NewToken(string user)
    {
        var token = $"token-{Guid.NewGuid():N}";
        state.Tokens[token] = user;
        return token;
    }
}
