using Google.Rpc;
using Grpc.Core;

namespace MedRecords.Battery.Faults.Traffic;

/// <summary>A failed attempt, as the README tells clients to take it.</summary>
/// <param name="Name">Status and reason, e.g. "Unavailable JOURNAL_UNAVAILABLE".</param>
/// <param name="MayPass">Whether the same call may succeed later: the standard retry is for these.</param>
/// <param name="IsSilent">Whether no silo said anything, so that another one should be asked.</param>
/// <param name="RetryAfter">How long the service asks to wait; null where it does not say.</param>
internal sealed record Reply(string Name, bool MayPass, bool IsSilent, TimeSpan? RetryAfter)
{
    private const string DetailsTrailer = "grpc-status-details-bin";
    private const string ReasonPrefix = "ERROR_REASON_";

    /// <summary>Reads a failed attempt.</summary>
    public static Reply Of(RpcException failure)
    {
        var details = failure.Trailers.FirstOrDefault(entry => entry.Key == DetailsTrailer)?.ValueBytes is { } bytes
            ? Google.Rpc.Status.Parser.ParseFrom(bytes).Details
            : [];
        var reason = details.FirstOrDefault(any => any.Is(ErrorInfo.Descriptor))?.Unpack<ErrorInfo>().Reason.Replace(ReasonPrefix, "", StringComparison.Ordinal);
        var retry = details.FirstOrDefault(any => any.Is(RetryInfo.Descriptor))?.Unpack<RetryInfo>().RetryDelay?.ToTimeSpan();
        // Without a word from the service, the connection broke: then nobody knows, whatever the status.
        var isBroken = reason is null && failure.Status.DebugException is not null;
        var mayPass = failure.StatusCode is StatusCode.Unavailable or StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted;
        return new Reply(
            reason is null ? $"{failure.StatusCode}{(isBroken ? " (connection)" : "")}" : $"{failure.StatusCode} {reason}",
            mayPass || isBroken,
            isBroken || failure.StatusCode == StatusCode.DeadlineExceeded,
            retry);
    }
}
