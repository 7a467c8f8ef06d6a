using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>The one place where a reason becomes a gRPC status with its details.</summary>
internal static class ErrorMapping
{
    /// <summary>Domain of every ErrorInfo.</summary>
    public const string Domain = "medrecords";

    /// <summary>Trailer that carries google.rpc.Status.</summary>
    public const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>Trailer that tells gRPC's own retries how many milliseconds to wait.</summary>
    public const string PushbackTrailer = "grpc-retry-pushback-ms";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // A chart that is hidden, one that is not there and an id that could not be one must look alike.
    private const string NotFoundMessage = "There is no such chart or entry, or none that you may see: check the id.";

    /// <summary>The status beside a reason, as errors.proto states it.</summary>
    public static StatusCode StatusOf(ErrorReason reason) => reason switch
    {
        ErrorReason.NotSignedIn or ErrorReason.SignInFailed => StatusCode.Unauthenticated,
        ErrorReason.PasswordChangeNeeded or ErrorReason.NotPermitted => StatusCode.PermissionDenied,
        ErrorReason.NotFound => StatusCode.NotFound,
        ErrorReason.InvalidRequest or ErrorReason.BrokenBundle => StatusCode.InvalidArgument,
        ErrorReason.DeadlineNeeded or ErrorReason.BadResumeToken => StatusCode.InvalidArgument,
        ErrorReason.VersionMismatch => StatusCode.Aborted,
        ErrorReason.AlreadyExists => StatusCode.AlreadyExists,
        ErrorReason.OperationReused or ErrorReason.EntryRetracted or ErrorReason.LostResumeToken => StatusCode.FailedPrecondition,
        ErrorReason.JournalUnavailable or ErrorReason.SiloDraining => StatusCode.Unavailable,
        ErrorReason.OutcomeUnknown => StatusCode.Unknown,
        ErrorReason.Damaged => StatusCode.DataLoss,
        ErrorReason.Overloaded => StatusCode.ResourceExhausted,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a status."),
    };

    /// <summary>The name of a reason, as errors.proto writes it.</summary>
    public static string NameOf(ErrorReason reason) => ErrorsReflection.Descriptor.EnumTypes[0].FindValueByNumber((int)reason).Name;

    /// <summary>The exception that ends a call with a refusal.</summary>
    public static RpcException ToException(this Refusal refusal)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = NameOf(refusal.Reason) };
        if (refusal.CurrentVersion is { } version) info.Metadata.Add("current_version", version.ToString());
        var message = refusal.Reason == ErrorReason.NotFound ? NotFoundMessage : refusal.Message;
        return refusal.Reason is ErrorReason.JournalUnavailable or ErrorReason.Overloaded or ErrorReason.SiloDraining
            ? ToException(StatusOf(refusal.Reason), message, info, new RetryInfo { RetryDelay = Duration.FromTimeSpan(RetryDelay) })
            : ToException(StatusOf(refusal.Reason), message, info);
    }

    /// <summary>
    /// The exception that ends a call for which there is no room, with when to retry: for people and programs in
    /// google.rpc.RetryInfo, for gRPC's own retries in a trailer (gRFC A6, "Pushback").
    /// </summary>
    public static RpcException ToOverloaded(string message, TimeSpan delay)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = NameOf(ErrorReason.Overloaded) };
        var refusal = ToException(StatusOf(ErrorReason.Overloaded), message, info, new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) });
        refusal.Trailers.Add(PushbackTrailer, ((long)delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        return refusal;
    }

    /// <summary>How long a refusal tells its client to stay away; null where it does not say.</summary>
    public static TimeSpan? DelayOf(RpcException refusal) =>
        refusal.Trailers.GetValue(PushbackTrailer) is { } delay ? TimeSpan.FromMilliseconds(long.Parse(delay, CultureInfo.InvariantCulture)) : null;

    /// <summary>The exception that ends a call with a status and its details.</summary>
    public static RpcException ToException(StatusCode code, string message, params ReadOnlySpan<IMessage> details)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        foreach (var detail in details) status.Details.Add(Any.Pack(detail));
        return new(new(code, message), new Metadata { { DetailsTrailer, status.ToByteArray() } });
    }

    /// <summary>The value of an answer; throws the refusal where it is one.</summary>
    public static T OrThrow<T>(this Answer<T> answer)
        where T : class => answer.Value ?? throw answer.Refusal!.ToException();
}
