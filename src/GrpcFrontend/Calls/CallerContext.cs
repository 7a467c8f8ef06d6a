using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>The way from a call to who makes it.</summary>
internal static class CallerContext
{
    private static readonly object Key = new();

    /// <summary>Who calls. A handler that runs without one is a defect, never an anonymous call.</summary>
    public static Caller Caller(this ServerCallContext context) =>
        context.UserState.TryGetValue(Key, out var caller)
            ? (Caller)caller
            : throw new InvalidOperationException("The call was not authenticated.");

    /// <summary>Leaves the caller for the handler.</summary>
    public static void SetCaller(this ServerCallContext context, Caller caller) => context.UserState[Key] = caller;

    /// <summary>The network address that the call came from, without its port.</summary>
    public static string Origin(this ServerCallContext context)
    {
        var address = context.GetHttpContext().Connection.RemoteIpAddress;
        if (address is null) return "local";
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
