using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>The way from a call to who makes it.</summary>
internal static class CallerContext
{
    /// <summary>The share of callers who are not known, or not yet.</summary>
    public const string Nobodys = "(anonymous)";

    /// <summary>The header that says what a call is for.</summary>
    public const string PurposeHeader = "x-purpose";

    /// <summary>What it says in an emergency.</summary>
    public const string EmergencyPurpose = "emergency";

    private static readonly object KnownKey = new();
    private static readonly object Key = new();
    private static readonly object ShareKey = new();

    /// <summary>Who calls. A handler that runs without one is a defect, never an anonymous call.</summary>
    public static Caller Caller(this ServerCallContext context) =>
        context.UserState.TryGetValue(Key, out var caller)
            ? (Caller)caller
            : throw new InvalidOperationException("The call was not authenticated.");

    /// <summary>Leaves the caller for the handler, with the site whose share of the service the call uses.</summary>
    public static void SetCaller(this ServerCallContext context, Caller caller, string share)
    {
        context.UserState[Key] = caller;
        context.UserState[ShareKey] = share;
    }

    /// <summary>
    /// Whose part of the service a call uses: a site's share, and in it an account. Callers who are not known, or not
    /// yet, have a share together, and in it each network address counts as an account.
    /// </summary>
    public static (string Share, string Account) Claim(this ServerCallContext context) =>
        context.UserState.TryGetValue(ShareKey, out var share) ? ((string)share, context.Caller().Account) : ClaimOfNobody(context.GetHttpContext());

    /// <summary>The same of a call by nobody who is known.</summary>
    public static (string Share, string Account) ClaimOfNobody(HttpContext http) => (Nobodys, http.Origin());

    /// <summary>Leaves whose token it is, where that was found out before gRPC took the call.</summary>
    public static void SetKnown(this HttpContext http, Identity identity) => http.Items[KnownKey] = identity;

    /// <summary>Whose token it is, where that was found out before.</summary>
    public static Identity? Known(this HttpContext http) => http.Items.TryGetValue(KnownKey, out var known) ? (Identity)known! : null;

    /// <summary>Whether the request says that it is an emergency.</summary>
    public static bool IsEmergency(this HttpContext http) => http.Request.Headers[PurposeHeader] == EmergencyPurpose;

    /// <summary>Whether the caller says that it is an emergency.</summary>
    public static bool IsEmergency(this ServerCallContext context) =>
        context.UserState.TryGetValue(Key, out var caller) && ((Caller)caller).Purpose == Purpose.Emergency;

    /// <summary>The network address that the call came from, without its port.</summary>
    public static string Origin(this ServerCallContext context) => context.GetHttpContext().Origin();

    /// <summary>The same of a request.</summary>
    public static string Origin(this HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null) return "local";
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
