using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>The way from a call to who makes it.</summary>
internal static class CallerContext
{
    private const string Nobodys = "(anonymous)";

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
        context.UserState.TryGetValue(ShareKey, out var share) ? ((string)share, context.Caller().Account) : (Nobodys, context.Origin());

    /// <summary>Whether the caller says that it is an emergency.</summary>
    public static bool IsEmergency(this ServerCallContext context) =>
        context.UserState.TryGetValue(Key, out var caller) && ((Caller)caller).Purpose == Purpose.Emergency;

    /// <summary>The network address that the call came from, without its port.</summary>
    public static string Origin(this ServerCallContext context)
    {
        var address = context.GetHttpContext().Connection.RemoteIpAddress;
        if (address is null) return "local";
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
