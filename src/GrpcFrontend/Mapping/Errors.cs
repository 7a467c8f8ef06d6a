using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Admission;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>The refusals that the front end gives by itself, one factory each.</summary>
internal static class Errors
{
    public static RpcException NotSignedIn() =>
        Of(ErrorReason.NotSignedIn, "The call has no token, or one that is not valid or has ended: sign in again.");

    public static RpcException DeadlineNeeded() =>
        Of(ErrorReason.DeadlineNeeded, "The call has no deadline: set one.");

    public static RpcException NotFound() => Of(ErrorReason.NotFound, "");

    // The rule may be told, the value never: it may be a patient's.
    public static RpcException Invalid(string field, string rule) =>
        Of(ErrorReason.InvalidRequest, $"{field} {rule}.");

    public static RpcException NotAMessage() =>
        Of(ErrorReason.InvalidRequest, "The bytes sent are not a message of the method's type, or its text is not UTF-8.");

    public static RpcException BrokenBundle(string what) =>
        Of(ErrorReason.BrokenBundle, $"The bundle is broken: {what}. Nothing was stored.");

    public static RpcException BadResumeToken() =>
        Of(ErrorReason.BadResumeToken, "The resume token is not one of this service's: start without one.");

    public static RpcException Draining() =>
        Of(ErrorReason.SiloDraining, "This process is being taken out of service: retry with the same operation id or the last resume token.");

    public static RpcException Overloaded() =>
        Of(ErrorReason.Overloaded, "Too many imports are running: retry later.");

    public static RpcException Overloaded(RefusalCause cause, TimeSpan delay) =>
        ErrorMapping.ToOverloaded(OverloadMessage(cause), delay);

    private static string OverloadMessage(RefusalCause cause) => cause switch
    {
        RefusalCause.TooLate => "The service is busy and could not answer before the deadline: retry later.",
        RefusalCause.AccountFull => "This account has too many calls waiting: retry later, with fewer at once.",
        RefusalCause.SiteFull => "The site has too many calls waiting: retry later.",
        RefusalCause.Streams => "Too many streams are open: close some, or retry later.",
        RefusalCause.Strangers => "Too many tokens that are nobody's came from this address: retry in a moment.",
        RefusalCause.Unfinished => "Too many requests have not come whole: send fewer large ones at once, or retry later.",
        _ => "Too many calls are waiting: retry later.",
    };

    private static RpcException Of(ErrorReason reason, string message) => new Refusal(reason, message).ToException();
}
