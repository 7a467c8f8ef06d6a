using System.Text.Json;
using Grpc.Core;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>How telemetry calls the statuses of gRPC, and which of them are the server's fault (OpenTelemetry's conventions for gRPC).</summary>
internal static class StatusNames
{
    private static readonly string[] Names = [.. Enum.GetValues<StatusCode>().Select(code => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString()))];

    /// <summary>The name as gRPC writes it, e.g. "DEADLINE_EXCEEDED"; "OK" for a call that succeeded.</summary>
    public static string Of(StatusCode status) => Names[(int)status];

    /// <summary>Whether the server failed; what the caller did wrong, or gave up, is no error of the server's.</summary>
    public static bool IsError(StatusCode status) => status is StatusCode.Unknown or StatusCode.DeadlineExceeded
        or StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss;
}
