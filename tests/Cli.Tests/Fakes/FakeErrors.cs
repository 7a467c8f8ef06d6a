using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace MedRecords.Cli.Tests.Fakes;

/// <summary>Refusals as the service writes them: a status, and the reason in the trailers.</summary>
internal static class FakeErrors
{
    public static RpcException Of(StatusCode code, string reason, string message = "", params (string Key, string Value)[] details)
    {
        var info = new ErrorInfo { Reason = reason, Domain = "medrecords" };
        foreach (var (key, value) in details)
            info.Metadata[key] = value;
        return Of(code, message, info);
    }

    public static RpcException Overloaded(TimeSpan delay) => Of(
        StatusCode.ResourceExhausted, "", new ErrorInfo { Reason = "ERROR_REASON_OVERLOADED", Domain = "medrecords" }, new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) });

    public static RpcException Draining() => Of(
        StatusCode.Unavailable, "", new ErrorInfo { Reason = "ERROR_REASON_SILO_DRAINING", Domain = "medrecords" }, new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) });

    private static RpcException Of(StatusCode code, string message, params IMessage[] details)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        status.Details.AddRange(details.Select(Any.Pack));
        return new RpcException(new Grpc.Core.Status(code, message), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
