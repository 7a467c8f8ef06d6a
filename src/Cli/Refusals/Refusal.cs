using Google.Rpc;
using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Cli.Refusals;

/// <summary>A failed call, taken apart: the status, the reason beside it, and what a client may do.</summary>
internal sealed record Refusal(StatusCode Code, ErrorReason Reason, string ReasonName, string Message, IReadOnlyDictionary<string, string> Details, TimeSpan? RetryAfter, Exception? Cause)
{
    private const string DetailsTrailer = "grpc-status-details-bin";
    private const string ReasonPrefix = "ERROR_REASON_";

    /// <summary>Where the connection failed on this side, so that no service said anything.</summary>
    public Break Break => Cause is null || Reason != ErrorReason.Unspecified || Code is not (StatusCode.Unavailable or StatusCode.Internal or StatusCode.Unknown) ? Break.None : Breaks.Of(Cause);

    /// <summary>True where the same call may succeed a little later, and whether it already has is not certain.</summary>
    public bool MayPass => Reason switch
    {
        ErrorReason.JournalUnavailable or ErrorReason.OutcomeUnknown or ErrorReason.Overloaded or ErrorReason.SiloDraining => true,
        ErrorReason.Unspecified => Break is Break.NoAnswer or Break.NotUnderstood or Break.BrokenOff || (Break == Break.None && (Code is StatusCode.Unavailable or StatusCode.Unknown)),
        _ => false,
    };

    /// <summary>Reads a failed call's status and trailers.</summary>
    public static Refusal Of(RpcException exception)
    {
        var (info, delay) = ReadDetails(exception.Trailers);
        var name = info?.Reason ?? "";
        return new Refusal(exception.StatusCode, ToReason(name), name, exception.Status.Detail, info?.Metadata ?? (IReadOnlyDictionary<string, string>)new Dictionary<string, string>(), delay, exception.Status.DebugException);
    }

    private static (ErrorInfo? Info, TimeSpan? Delay) ReadDetails(Metadata trailers)
    {
        var bytes = trailers.FirstOrDefault(entry => entry.IsBinary && entry.Key == DetailsTrailer)?.ValueBytes;
        if (bytes is null)
            return (null, null);
        try
        {
            var details = Google.Rpc.Status.Parser.ParseFrom(bytes).Details;
            var info = details.FirstOrDefault(any => any.Is(ErrorInfo.Descriptor))?.Unpack<ErrorInfo>();
            var retry = details.FirstOrDefault(any => any.Is(RetryInfo.Descriptor))?.Unpack<RetryInfo>();
            return (info, retry?.RetryDelay?.ToTimeSpan());
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return (null, null);
        }
    }

    private static ErrorReason ToReason(string name)
    {
        var words = name.StartsWith(ReasonPrefix, StringComparison.Ordinal) ? name[ReasonPrefix.Length..] : name;
        return Enum.TryParse<ErrorReason>(words.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var reason) ? reason : ErrorReason.Unspecified;
    }
}
