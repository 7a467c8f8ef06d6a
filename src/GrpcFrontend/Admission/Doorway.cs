using System.Collections.Frozen;
using Grpc.Core;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// Turns calls away that are bound to be refused, before gRPC reads or makes anything of them: a flood of them then
/// costs a fraction of what serving it would. It only ever refuses; whoever passes is checked as if it were not there.
/// </summary>
internal sealed class Doorway(
    IdentityCache identities, Gates gates, Strangers strangers, LateRefusals late, AdmissionMetrics metrics, CallMetrics calls, EndpointDataSource endpoints)
    : IStartupFilter
{
    // Known once the host has mapped its services, which is before the first request.
    private readonly Lazy<FrozenSet<string>> _methods = new(() =>
        endpoints.Endpoints.OfType<RouteEndpoint>().Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}").ToFrozenSet());

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(serve => http => AdmitAsync(http, serve));
        next(app);
    };

    private Task AdmitAsync(HttpContext http, RequestDelegate serve)
    {
        // Reset before anyone looked at it: nobody waits for an answer.
        if (http.RequestAborted.IsCancellationRequested) return late.GaveUp(http);
        return RefusalOf(http) is { } refusal ? TurnAway(http, refusal) : serve(http);
    }

    private Task TurnAway(HttpContext http, RpcException refusal)
    {
        calls.TurnedAway(http.Request.Path.Value!, refusal.StatusCode);
        return late.DueAsync(http, refusal) is { } due ? AnswerAsync(http, refusal, due) : TrailersOnly.AnswerAsync(http.Response, refusal);
    }

    private static async Task AnswerAsync(HttpContext http, RpcException refusal, Task due)
    {
        await due;
        await TrailersOnly.AnswerAsync(http.Response, refusal);
    }

    // What is no method of ours is left to gRPC, which says so, and is counted nowhere: names are the sender's choice.
    private RpcException? RefusalOf(HttpContext http)
    {
        if (!TrailersOnly.IsForGrpc(http.Request) || http.Request.Path.Value is not { } method || !_methods.Value.Contains(method)) return null;
        var policy = CallPolicy.Of(method);
        if (!policy.IsOpen) return RefusalOf(http, policy);
        return policy.Gate == Gate.None ? null : Foresee(http, policy, CallerContext.ClaimOfNobody(http));
    }

    private RpcException? RefusalOf(HttpContext http, CallPolicy policy)
    {
        if (policy.NeedsDeadline && http.Request.Headers.GrpcTimeout.Count == 0)
            return Because(RefusalCause.NoDeadline, Errors.DeadlineNeeded());
        if (Credential.ShownBy(http) is not { } credential)
            return Because(RefusalCause.NotSignedIn, Errors.NotSignedIn());
        if (identities.Find(credential) is { } identity)
        {
            http.SetKnown(identity);
            return Foresee(http, policy, (identity.Share, identity.Account));
        }

        return strangers.MayTry(http.Connection.RemoteIpAddress)
            ? null
            : Because(RefusalCause.Strangers, Errors.Overloaded(RefusalCause.Strangers, RetryDelay.Around(TimeSpan.FromMilliseconds(500))));
    }

    private RpcException? Foresee(HttpContext http, CallPolicy policy, (string Share, string Account) claim)
    {
        var gate = policy.Gate switch
        {
            Gate.Calls => gates.Calls,
            Gate.Hashing => gates.Hashing,
            _ => null,
        };
        if (gate is not { IsCrowded: true }) return null;
        var asked = policy.Rank < CallRank.Bulk && http.IsEmergency() ? CallRank.Emergency : policy.Rank;
        return gate.Foresee(claim, asked, policy.Rank, CallTimeout.Of(http.Request));
    }

    private RpcException Because(RefusalCause cause, RpcException refusal)
    {
        metrics.Refused(CallerContext.Nobodys, cause);
        return refusal;
    }
}
