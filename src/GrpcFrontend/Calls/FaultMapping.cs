using System.Security.Cryptography;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using MedRecords.Fhir;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;
using Microsoft.Extensions.Logging;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>Says how a call ends that threw: as the refusal it is, as cancelled, as a known fault, or as ours.</summary>
internal sealed partial class FaultMapping(IFaultClassifier classifier, TimeProvider time, ILogger<FaultMapping> log)
{
    /// <summary>The exception that ends the call.</summary>
    public RpcException ToException(Exception exception, ServerCallContext context) => exception switch
    {
        RpcException refusal => refusal,
        BrokenBundleException broken => Errors.BrokenBundle(broken.Message),
        _ when IsCancellation(exception, context) => Cancelled(context),
        _ when IsUnreadable(exception, context.Method) => Errors.NotAMessage(),
        _ when classifier.Classify(exception) is { } reason => Known(reason, exception, context.Method),
        _ => Unforeseen(exception, context.Method),
    };

    // Once the client has gone, reads and writes fail in the transport's own ways; a write to a call that is
    // over may do so a moment before the call is told that it was given up.
    private static bool IsCancellation(Exception exception, ServerCallContext context) =>
        (context.CancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException or InvalidOperationException)
        || exception is InvalidOperationException { Source: "Grpc.AspNetCore.Server" };

    // What the library throws into a handler that reads a stream whose frames, compression or, in services that are
    // not ours and so not strictly bound, messages are broken. It is the client's fault and worth no line in the log.
    private static bool IsUnreadable(Exception exception, string method) => exception switch
    {
        InvalidDataException or IOException { Source: "Grpc.AspNetCore.Server" } => true,
        InvalidProtocolBufferException => method.StartsWith("/grpc.", StringComparison.Ordinal),
        _ => false,
    };

    private RpcException Cancelled(ServerCallContext context) =>
        context.Deadline <= time.GetUtcNow().UtcDateTime
            ? ErrorMapping.ToException(StatusCode.DeadlineExceeded, "The deadline passed: whether the operation was carried out is not known.")
            : ErrorMapping.ToException(StatusCode.Cancelled, "The client gave the call up.");

    private RpcException Known(ErrorReason reason, Exception exception, string method)
    {
        LogKnown(method, reason, FaultText.Of(exception));
        return new Refusal(reason, MessageOf(reason)).ToException();
    }

    private RpcException Unforeseen(Exception exception, string method)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        LogUnforeseen(method, id, FaultText.Of(exception));
        return ErrorMapping.ToException(
            StatusCode.Internal,
            $"Something went wrong on our side; the operator can find it in the log under id {id}.",
            new RequestInfo { RequestId = id });
    }

    private static string MessageOf(ErrorReason reason) => reason switch
    {
        ErrorReason.JournalUnavailable => "The journal cannot be reached: retry with the same operation id.",
        ErrorReason.OutcomeUnknown => "Whether the operation was carried out is not known: retry with the same operation id.",
        ErrorReason.Damaged => "Stored data does not match its hash or key: nothing was released; tell the operator.",
        ErrorReason.Overloaded => "Too much is in flight: retry later.",
        _ => "The call could not be carried out.",
    };

    [LoggerMessage(1, LogLevel.Warning, "{Method} ended with {Reason}: {Fault}")]
    private partial void LogKnown(string method, ErrorReason reason, string fault);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed, id {Id}: {Fault}")]
    private partial void LogUnforeseen(string method, string id, string fault);
}
